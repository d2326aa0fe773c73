package dev.serin.observation;

import dev.serin.canary.InvalidField;

/**
 * How much worse a canary may be, for one kind of event (a failed or a slow request). Between the two limits of a
 * pair nothing is claimed: a canary there is neither rolled back nor promoted on this evidence.
 *
 * @param worseRatio to call the canary worse, its events must be this many times as frequent as the primary's, or
 *        more; above 1
 * @param safeRatio to call it safe, less than this many times; at least {@code worseRatio}
 * @param harmlessShare to call it worse, more than this share of its requests must show the event as well; in (0, 1)
 * @param toleratedShare to call it safe although the primary shows no events to compare with, less than this share;
 *        at least {@code harmlessShare}
 */
public record Tolerance(double worseRatio, double safeRatio, double harmlessShare, double toleratedShare) {

    /** @throws InvalidField when a limit is out of its range */
    public Tolerance {
        if (!(worseRatio >= 1 && safeRatio >= worseRatio)) {
            throw new InvalidField("ratio", "limits are out of order", "use 1 <= worse-ratio <= safe-ratio");
        }
        if (!(harmlessShare > 0 && toleratedShare >= harmlessShare && toleratedShare < 1)) {
            throw new InvalidField("share", "limits are out of order", "use 0 < harmless-share <= tolerated-share < 1");
        }
    }

    /** The borders of the tests where the event is rare. */
    Limits limits() {
        return new Limits(this, 0, 0);
    }

    /**
     * The borders of the tests where the event is not rare.
     *
     * @param share how frequent the event usually is in the primary, 0..1
     * @param allowance added to the logarithm of {@code worseRatio} alone: what a warm-up may add
     */
    Limits limitsAt(double share, double allowance) {
        return new Limits(this, share, allowance);
    }

    /**
     * The borders of the null hypotheses of one interval. Ratios are ratios of odds, {@code p / (1 - p)}, because one
     * of those means about the same slowdown at the 95th percentile as at the median; for a rare event it is the
     * ratio of the shares.
     */
    record Limits(Tolerance tolerance, double share, double allowance) {

        /** The ratio of shares that lies beyond the border of "worse" by this factor of the odds; 1 is the border. */
        double worseRatio(double factor) {
            return ratioOfShares(tolerance.worseRatio * Math.exp(allowance) * factor);
        }

        /** The ratio of shares that lies beyond the border of "safe" by this factor of the odds; 1 is the border. */
        double safeRatio(double factor) {
            return ratioOfShares(tolerance.safeRatio * factor);
        }

        private double ratioOfShares(double ratioOfOdds) {
            return ratioOfOdds / (1 - share + ratioOfOdds * share);
        }

        /** The wandering of the odds, as wandering of the share. */
        double noise(double noiseOfOdds) {
            return noiseOfOdds * (1 - share);
        }
    }
}
