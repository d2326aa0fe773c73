package dev.serin.simulation.environment;

/**
 * What a release is worth, in units of one good release brought to its end: {@code progress + promoteGood}. The
 * defaults make a policy wait about as long as it takes to tell a regression of half a percent of errors. Which
 * reward comes when is in {@link RolloutEnvironment}.
 *
 * @param perMinute cost of each minute: two versions are kept, and the next release waits
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
public record RewardSettings(double perMinute, double progress, double perErrorSecond, double perSlowSecond,
        double promoteGood, double promoteBad, double promoteSevere, double severe, double rollBackBad,
        double rollBackGood) {

    public static final RewardSettings DEFAULT = new RewardSettings(0.006, 0.5, 10 / 60.0, 2 / 60.0, 0.5, 1, 4, 0.01, 0.5, 1);

    /**
     * What the shipped policy learns by: time costs twice as much. With short intervals a policy that pays the default waits
     * for certainty that is not worth it.
     */
    public static final RewardSettings TRAINING = new RewardSettings(0.012, DEFAULT.progress, DEFAULT.perErrorSecond,
            DEFAULT.perSlowSecond, DEFAULT.promoteGood, DEFAULT.promoteBad, DEFAULT.promoteSevere, DEFAULT.severe,
            DEFAULT.rollBackBad, DEFAULT.rollBackGood);

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
