/**
 * The spine. A trigger comes in, an outcome goes out; in between the stages run in the order of the flow. The only place that
 * catches an outage.
 */
package dev.serin.rollout;
