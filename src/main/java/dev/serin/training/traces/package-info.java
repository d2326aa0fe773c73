/**
 * Recorded services as releases: real level and variation of traffic, latency and availability, split in two arms of which one
 * may get a fault. What a split and a reconstruction cannot tell is said at {@link dev.serin.training.traces.TraceService}.
 */
package dev.serin.training.traces;
