/**
 * The page and the JSON API. Comes in: the canaries of the cluster and the journal. Goes out: HTML and JSON. Reads only,
 * and needs nothing else to work: with the cluster away it shows what was last recorded, and says so.
 */
package dev.serin.dashboard;
