/**
 * Reads how a Canary is wired, in the cluster, in Git and in Prometheus, and says what is wrong and how to mend it. Changes
 * nothing and decides nothing.
 */
package dev.serin.check;
