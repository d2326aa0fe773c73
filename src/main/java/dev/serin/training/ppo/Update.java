package dev.serin.training.ppo;

/**
 * What one update saw and did: a point of the learning curve.
 *
 * @param steps of the environments until now
 * @param episodes that ended in this update
 * @param meanReward their mean sum of rewards, of the sampled policy; NaN when none ended
 * @param meanLength their mean number of steps; NaN when none ended
 * @param entropy of the policy, mean, natural units
 * @param clippedShare of the looks at a step that found the policy already moved as far as it may, 0..1
 * @param divergence of the new policy from the old one, an estimate of Kullback and Leibler's
 * @param valueError the critic's, root of the mean square
 */
public record Update(long steps, int episodes, double meanReward, double meanLength, double entropy, double clippedShare,
        double divergence, double valueError) {
}
