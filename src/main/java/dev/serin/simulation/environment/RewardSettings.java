package dev.serin.simulation.environment;

import java.time.Duration;

import dev.serin.canary.InvalidField;

/**
 * What a release is worth, in units of one good release brought to its end: {@code progress + promoteGood}. Time costs by
 * {@link Sizing#urgency}: where traffic is high, more users wait for the release and every minute tells more, and a quiet
 * service needs patience. What comes after {@link Sizing#onTime} costs more: with one price for all minutes, a policy waits for
 * whatever might still come, or for hardly anything. Which reward comes when is in {@link RolloutEnvironment}.
 *
 * @param perMinute cost of each minute of the busiest services: two versions are kept, and the next release waits
 * @param perLateMinute cost on top of it of each minute that a release is late
 * @param progress for all of the traffic on the canary, in proportion; given back at a rollback
 * @param perErrorSecond cost of one full-traffic-second of errors: one second's requests failed
 * @param perSlowSecond cost of one full-traffic-second of slow requests, less than of errors: slow is not lost
 * @param promoteGood the rest of what a good release is worth
 * @param promoteBad cost of promoting any bad release
 * @param promoteSevere further cost of promoting one whose severity is {@code severe} or more; the root in between
 * @param severe share of requests hurt, see {@link Truth#severity}
 * @param rollBackBad for catching a bad release
 * @param rollBackGood cost of rolling back a good release, the time-out included
 */
public record RewardSettings(double perMinute, double perLateMinute, double progress, double perErrorSecond,
        double perSlowSecond, double promoteGood, double promoteBad, double promoteSevere, double severe,
        double rollBackBad,
        double rollBackGood) {

    public static final RewardSettings DEFAULT = new RewardSettings(0.018, 0.04, 0.5, 7.5 / 60, 2 / 60.0, 0.5,
            2.4, 4, 0.01, 0.5, 1);

    /** @throws InvalidField when a number is negative or none */
    public RewardSettings {
        require(perMinute, "perMinute");
        require(perLateMinute, "perLateMinute");
        require(progress, "progress");
        require(perErrorSecond, "perErrorSecond");
        require(perSlowSecond, "perSlowSecond");
        require(promoteGood, "promoteGood");
        require(promoteBad, "promoteBad");
        require(promoteSevere, "promoteSevere");
        require(rollBackBad, "rollBackBad");
        require(rollBackGood, "rollBackGood");
        if (!(severe > 0 && severe <= 1)) {
            throw new InvalidField("severe", "is out of range", "use a share of requests, more than 0 and at most 1");
        }
    }

    private static void require(double amount, String field) {
        if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new InvalidField(field, "is out of range", "use 0 or more; what is a cost is subtracted");
        }
    }

    /**
     * What an interval's time costs.
     *
     * @param since the start of the release, the interval included
     */
    double time(Sizing sizing, Duration since) {
        double minutes = sizing.interval().toSeconds() / 60.0;
        return minutes * (perMinute * sizing.urgency() + (since.compareTo(sizing.onTime()) > 0 ? perLateMinute : 0));
    }

    /** The last reward of an episode, without the way there. */
    double atEnd(GuardedRelease.End end, Truth truth, double weightShare) {
        if (end == GuardedRelease.End.PROMOTED) {
            return (1 - weightShare) * progress + (truth.bad()
                    ? -promoteBad - promoteSevere * Math.min(1, Math.sqrt(truth.severity() / severe)) - progress
                    : promoteGood);
        }
        return -weightShare * progress + (truth.bad() ? rollBackBad : -rollBackGood);
    }
}
