/**
 * What Serin shows of itself: metrics, traces of hooks, and whether it could decide now. It listens to the stream of decisions
 * and stands around the calls to Prometheus and Git; nobody waits for it, and no stage of the flow knows it.
 */
package dev.serin.monitoring;
