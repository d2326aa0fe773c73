/**
 * Flagger's control loop for the canary strategy. In: a Canary's spec, a workload, a clock. Out: hook calls, routes and
 * the status. It never writes a spec.
 */
package dev.serin.simulation.flagger;
