package dev.serin.journal;

import java.time.Instant;
import java.util.Optional;

import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * One decision with what caused it, what it saw and what became of it.
 *
 * @param sequence rises with each entry
 * @param time when the decision was made
 * @param change empty while the outcome in Git is not known: written first, so that a crash in between leaves a trace
 */
public record Entry(long sequence, Instant time, Trigger trigger, Observation observation, Ruling ruling,
        Optional<Change> change) {
}
