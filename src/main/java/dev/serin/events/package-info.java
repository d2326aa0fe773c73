/**
 * What others are told of decisions, and what is heard back: events for a sink or Kafka, a call to Flux after each push,
 * messages to a chat; and whether Flux has applied what was committed. Nothing here can slow or change a decision.
 */
package dev.serin.events;
