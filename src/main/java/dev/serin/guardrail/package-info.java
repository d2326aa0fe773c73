/**
 * The hard rules. A proposal and the observation it rests on come in; a verdict from each rule and what is left of
 * the proposal go out. Never asks a policy, never does I/O, never blocks a rollback: a dry run alone withholds it.
 */
package dev.serin.guardrail;
