/**
 * Secrets: where they come from, who proves to know one, and never their text in a log or an answer. Files are read again, so
 * that what is mounted may rotate without a restart.
 */
package dev.serin.secret;
