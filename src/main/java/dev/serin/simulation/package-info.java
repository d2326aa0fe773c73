/**
 * The embedded world that Serin runs against unchanged: Flagger's control loop calling hooks, a service with faults,
 * Prometheus's and the Kubernetes API, Flux and a Git repository. In: a clock, randomness, the address of Serin. Out:
 * hook calls and answers over HTTP. Plain Java without CDI; it never imports the product's packages after {@code canary}.
 *
 * <p>
 * The world is put together here; its parts lie in sub-packages that import each other only in this order:
 * {@code http < cluster < fleet}, {@code cluster < flagger < service} and {@code http < prometheus < service}.
 */
package dev.serin.simulation;
