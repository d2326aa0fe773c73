package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Glance;

/**
 * The groups that whoever is on call tells apart, what needs a look first. Each has a mark besides its colour.
 */
public enum Standing {
    TROUBLE("in trouble", "✕", "Rolled back, being rolled back, or a decision could not be committed or is not applied"),
    OVERRIDDEN("overridden", "☞", "A person is in charge, the policy only advises"),
    HELD("held", "‖", "In analysis, at the same weight for some time"),
    MOVING("moving", "▲", "In analysis or promotion, and got more traffic lately"),
    SUCCEEDED("succeeded", "✓", "The newest release was promoted"),
    IDLE("idle", "○", "No release is under way");

    private final Sign sign;

    Standing(String label, String mark, String meaning) {
        this.sign = Sign.of(this, label, mark, meaning);
    }

    /** @param heldAfter at the same weight for so long is held */
    static Standing of(CanaryView canary, Instant now, Duration heldAfter) {
        if (canary.charge(now).isPresent()) {
            return OVERRIDDEN;
        }
        if (isTrouble(canary)) {
            return TROUBLE;
        }
        if (canary.phase().isIdle()) {
            return canary.phase() == Phase.SUCCEEDED ? SUCCEEDED : IDLE;
        }
        return canary.phase().isAnalysis()
                && sinceWeight(canary).filter(since -> since.plus(heldAfter).isBefore(now)).isPresent()
                        ? HELD
                        : MOVING;
    }

    private static boolean isTrouble(CanaryView canary) {
        return canary.phase() == Phase.FAILED || canary.overdue() || canary.telling()
                .filter(telling -> isFailure(telling) && !canary.phase().isIdle()).isPresent();
    }

    private static boolean isFailure(Glance.Telling telling) {
        return telling.action() == Action.ROLLBACK || telling.change().filter(Change.Failed.class::isInstance).isPresent();
    }

    private static Optional<Instant> sinceWeight(CanaryView canary) {
        return canary.glance().map(Glance::path).map(Standing::lastRise);
    }

    private static Instant lastRise(List<Glance.Point> path) {
        int last = path.size() - 1;
        while (last > 0 && path.get(last - 1).weight().equals(path.get(last).weight())) {
            last--;
        }
        return path.get(last).time();
    }

    /** @throws InvalidField for a word that is none of them */
    static Standing of(String word) {
        for (Standing standing : values()) {
            if (standing.sign().css().equals(word)) {
                return standing;
            }
        }
        throw new InvalidField("standing", "is unknown", "use trouble, overridden, held, moving, succeeded or idle");
    }

    public Sign sign() {
        return sign;
    }
}
