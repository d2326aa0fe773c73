package dev.serin.simulation.flagger;

/**
 * How the mesh splits the traffic. The truth about weights: Flagger reads it at every tick, never its own status.
 *
 * @param primary 0..100
 * @param canary 0..100; the two need not add up to 100 after an overshoot
 */
public record Routes(int primary, int canary) {

    /** Everything to the primary. */
    public static final Routes PRIMARY_ONLY = new Routes(Weighting.TOTAL, 0);

    /** This many points more for the canary, each side kept inside 0..100. */
    Routes towardsCanary(int points) {
        return new Routes(Math.max(0, primary - points), Math.min(Weighting.TOTAL, canary + points));
    }

    /** This many points back to the primary. */
    Routes towardsPrimary(int points) {
        return new Routes(Math.min(Weighting.TOTAL, primary + points), Math.max(0, canary - points));
    }
}
