package dev.serin.training.rivals;

import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.RewardSettings;
import dev.serin.simulation.environment.Truth;

/**
 * What a release's course is worth, for tuning rules: the return of the environment's reward, so that rivals are tuned for what
 * our policy learns for.
 */
final class Utility {

    private static final RewardSettings REWARD = RewardSettings.DEFAULT;

    private Utility() {
    }

    static double of(Played played) {
        Harm harm = played.harmBefore();
        return ending(played) - REWARD.perMinute() * played.minutes() - REWARD.perErrorSecond() * harm.errors()
                - REWARD.perSlowSecond() * harm.slow();
    }

    /** The progress is given back at a rollback, and after the promotion of a bad release. */
    private static double ending(Played played) {
        Truth truth = played.truth();
        if (!played.promoted()) {
            return truth.bad() ? REWARD.rollBackBad() : -REWARD.rollBackGood();
        }
        return truth.bad()
                ? -REWARD.promoteBad() - REWARD.promoteSevere() * Math.min(1, Math.sqrt(truth.severity() / REWARD.severe()))
                : REWARD.progress() + REWARD.promoteGood();
    }
}
