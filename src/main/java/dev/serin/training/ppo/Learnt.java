package dev.serin.training.ppo;

/** Adds up what an update reports. */
final class Learnt {

    private long looks;
    private long clipped;
    private double entropies;
    private double divergences;
    private double squaredErrors;

    void add(double ratio, double clip, double entropy, double valueError) {
        looks++;
        clipped += Math.abs(ratio - 1) > clip ? 1 : 0;
        entropies += entropy;
        // Schulman's estimate of the divergence: never negative, and of less variance than the mean logarithm.
        divergences += ratio - 1 - StrictMath.log(Math.max(ratio, Double.MIN_NORMAL));
        squaredErrors += valueError * valueError;
    }

    Update report(long steps, Rollouts.Played played) {
        return new Update(steps, played.ended(), played.meanReward(), played.meanLength(), entropies / looks,
                clipped / (double) looks, divergences / looks, Math.sqrt(squaredErrors / looks));
    }
}
