package dev.serin.training.rivals;

/**
 * What a rule of sequential tests leaves to choose.
 *
 * @param errors the test on failed requests
 * @param slow the test on slow requests
 * @param burnIn requests per version of an even split before a test may speak
 * @param promotionRequests the same before the promotion
 * @param minutesPerStep at each weight but the last
 * @param step from 10 % on, in percent
 * @param lastWeight in percent
 * @param bakeMinutes at the last weight
 * @param latencyDelayMinutes after the first traffic in which slow requests are not counted: a new version may have to warm up
 */
record SprtSettings(Mixture errors, Mixture slow, double burnIn, double promotionRequests, int minutesPerStep, int step,
        int lastWeight,
        int bakeMinutes, int latencyDelayMinutes) {

    /**
     * @param alpha the chance of a wrong rollback that is accepted
     * @param mixing variance of the effect
     * @param margin difference of the shares that is tolerated
     * @param noise how much each version's share wanders from minute to minute for no reason, as share of itself
     */
    record Mixture(double alpha, double mixing, double margin, double noise) {
    }

    private static final double ALPHA = 0.005;
    private static final double PLANNED = 10_000;
    private static final double SLOW_SHARE = 0.08;

    /**
     * As in the literature: planned for ten thousand requests per version, no margin, no noise but chance, burn-in of 100; 10,
     * 40 and 70 % for five minutes each.
     */
    static SprtSettings published(double errorShare) {
        return new SprtSettings(published(ALPHA, errorShare), published(ALPHA, SLOW_SHARE), 100, 0, 5, 30, 70, 5, 0);
    }

    private static Mixture published(double alpha, double share) {
        return new Mixture(alpha, MixtureSprt.mixing(alpha, PLANNED, share * (1 - share)), 0, 0);
    }
}
