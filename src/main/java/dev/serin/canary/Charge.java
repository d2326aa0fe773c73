package dev.serin.canary;

import java.time.Instant;

/**
 * A person in charge of a release: until then they decide, and the policy only advises.
 *
 * @param until not in charge any more from then on
 * @param decisionId of the stamp that says so, twelve hexadecimal digits
 */
public record Charge(Person person, Instant until, String decisionId) {
}
