/**
 * The Canaries of the simulated cluster. In: what Flux applies and what Flagger writes to the status. Out: the Kubernetes
 * API. It knows nothing of weights or hooks.
 */
package dev.serin.simulation.cluster;
