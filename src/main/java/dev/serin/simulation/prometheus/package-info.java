/**
 * Prometheus: what was scraped, and its HTTP API. In: samples. Out: instant vectors. It does not parse PromQL.
 */
package dev.serin.simulation.prometheus;
