package dev.serin.training.rivals;

/**
 * What the Bayes filter leaves to choose.
 *
 * @param errorNoise how much the share of errors wanders from minute to minute for no reason, as share of itself
 * @param latencyNoise the same for the latency
 * @param rollbackOdds odds of "bad" above which it rolls back
 * @param advanceOdds odds of "bad" below which it advances
 * @param promoteOdds odds of "bad" below which it promotes
 * @param minutesPerStep at each weight but the last
 * @param step from 10 % on, in percent
 * @param lastWeight in percent
 * @param bakeMinutes at the last weight
 */
record BayesSettings(double errorNoise, double latencyNoise, double rollbackOdds, double advanceOdds, double promoteOdds,
        int minutesPerStep, int step, int lastWeight, int bakeMinutes) {
}
