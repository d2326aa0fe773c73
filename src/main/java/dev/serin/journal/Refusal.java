package dev.serin.journal;

import java.time.Instant;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Person;

/**
 * Something that a person wanted done with a canary and that was not done.
 *
 * @param time when it was refused
 * @param order the word of what was wanted, as {@link dev.serin.canary.Order.Kind} spells it
 * @param reason one line: a guardrail, a faster colleague, a missing role, an outage
 */
public record Refusal(Instant time, Person person, CanaryRef canary, String order, String reason) {
}
