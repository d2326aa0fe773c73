/**
 * A service with faults behind Flagger's routes. In: traffic, a fate, randomness. Out: cumulative counters of its pods.
 */
package dev.serin.simulation.service;
