package dev.serin.training.rivals;

import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.Truth;

/**
 * How one release ended under a rule.
 *
 * @param promoted or rolled back, also when time ran out
 * @param minutes to full traffic, or to the rollback, from the moment the release was found
 * @param harmBefore what the canary's faults cost users before the decision, in full-traffic-seconds
 * @param harmTotal the same, and what a bad release costs in its first half hour at full traffic when it was promoted
 * @param truth as it was at the decision
 */
public record Played(boolean promoted, double minutes, Harm harmBefore, Harm harmTotal, Truth truth) {
}
