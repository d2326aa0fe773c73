/**
 * A local HTTP server whose plug can be pulled. In: requests. Out: JSON.
 */
package dev.serin.simulation.http;
