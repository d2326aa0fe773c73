package dev.serin.training.rivals;

/**
 * What LinkedIn's ramp leaves to choose.
 *
 * @param budgetSeconds loss that the release may cause, in full-traffic-seconds
 * @param delta accepted chance that a stage uses up what is left of the budget
 * @param priorDeviation of the effect: of the share of requests that are hurt
 * @param noise how much each version's share wanders from minute to minute for no reason, as share of itself
 * @param stageMinutes how long a weight is kept at least
 * @param promotionMinutes the stage at full traffic that the budget has to bear as well before the promotion
 * @param maximumWeight in percent, from which it may promote
 * @param latencyDelayMinutes after the first traffic in which slow requests are not counted
 */
record RampSettings(double budgetSeconds, double delta, double priorDeviation, double noise, int stageMinutes,
        double promotionMinutes, int maximumWeight, int latencyDelayMinutes) {
}
