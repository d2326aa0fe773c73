/**
 * The one pure decision. An observation comes in; a ruling goes out: the decision, its reason, what the policy wanted
 * and what the guardrails said. Never does I/O, never looks at a clock: the same observation always gives the same
 * ruling, and a person's order on it the same reply.
 */
package dev.serin.decision;
