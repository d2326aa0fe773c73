package dev.serin.policy;

import dev.serin.canary.InvalidField;

/**
 * How sure the sequential test wants to be.
 *
 * @param alphaRollback the chance, over a whole release, that a canary within the tolerances is rolled back, 0..0.5;
 *        half of it is spent on errors and half on latency
 * @param alphaAdvance the chance that a canary beyond the tolerances is promoted, weighted with its share of traffic,
 *        0.01..0.5
 * @param doubt evidence of trouble from which on the canary is held, although it does not yet suffice for a rollback;
 *        above 1
 * @param incidentFactor how many times more errors or slow requests than usual the primary must show to call it an
 *        incident
 */
public record SequentialTestSettings(double alphaRollback, double alphaAdvance, double doubt, double incidentFactor) {

    public static final SequentialTestSettings DEFAULT = new SequentialTestSettings(0.01, 0.05, 3, 4);

    /** @throws InvalidField when a number is out of its range */
    public SequentialTestSettings {
        requireRange("alpha-rollback", alphaRollback, 1e-6, 0.5);
        requireRange("alpha-advance", alphaAdvance, 0.01, 0.5);
        requireRange("doubt", doubt, 1, 1e6);
        requireRange("incident-factor", incidentFactor, 1, 1e6);
    }

    private static void requireRange(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new InvalidField(field, "is out of range", "use " + min + " to " + max);
        }
    }

    /** The e-value that each of the two tests must reach for a rollback. */
    double rollbackEvidence() {
        return 2 / alphaRollback;
    }

    /** The e-value that must be reached before this share of the traffic is put at risk. */
    double evidenceFor(int percent) {
        return percent / (100 * alphaAdvance);
    }
}
