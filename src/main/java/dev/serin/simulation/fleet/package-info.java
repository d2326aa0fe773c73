/**
 * The Git side: the fleet's repository and Flux. In: manifests and commits. Out: Canaries applied to the cluster. It
 * never commits after the beginning: that is Serin's part.
 */
package dev.serin.simulation.fleet;
