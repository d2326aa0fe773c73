/**
 * Flagger's calls in, status codes out. Decides nothing: it reads a call, hands it to the spine and words the outcome.
 */
package dev.serin.webhook;
