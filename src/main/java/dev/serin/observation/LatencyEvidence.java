package dev.serin.observation;

import java.util.Optional;

/**
 * Evidence on latency, from the buckets: which share of each version's requests was slower than two bucket bounds,
 * one near the 65th and one near the 95th percentile of the primary. The bounds are chosen from the primary's past
 * alone, so the newest interval is counted fairly; the first interval with a histogram only shows what is usual.
 *
 * <p>
 * The number of slow requests is not rare, so it scatters less than {@link Split#logRatioLikelihood} assumes:
 * sampling without replacement is less spread than sampling with it (Hoeffding 1963), and the evidence errs on the
 * careful side.
 *
 * @param profile what is usual; empty until a histogram of the primary was seen
 * @param primaryShift how much slower the primary was in the newest interval than usual: logarithm of the ratio of
 *        its slow shares
 */
public record LatencyEvidence(Optional<Profile> profile, Comparison body, Comparison tail, double primaryShift) {

    static final LatencyEvidence NONE = new LatencyEvidence(Optional.empty(), Comparison.NONE, Comparison.NONE, 0);
    static final LatencyEvidence WITHOUT_BETS = new LatencyEvidence(Optional.empty(), Comparison.WITHOUT_BETS,
            Comparison.WITHOUT_BETS, 0);

    private static final double BODY_SHARE = 0.35;
    private static final double TAIL_SHARE = 0.05;
    /** A primary that shows fewer slow requests than this is taken to have this share of them. */
    private static final double LEAST_SHARE = 1e-3;

    /**
     * Latency of about the last five intervals.
     *
     * @param canary of the same buckets; all zero until the canary has traffic
     */
    public record Profile(Histogram canary, Histogram primary) {

        private static Profile startingWith(Interval interval, Histogram primary) {
            Histogram none = primary.fadedPlus(-1, primary);
            Histogram canary = interval.canary().latency().filter(primary::sameBounds).orElse(none);
            return new Profile(canary, primary);
        }

        private Profile plus(Interval interval, Span span, Histogram newPrimary) {
            Histogram newCanary = interval.canary().latency().filter(primary::sameBounds)
                    .map(h -> canary.fadedPlus(span.kept(), h))
                    .orElse(canary);
            return new Profile(newCanary, primary.fadedPlus(span.kept(), newPrimary));
        }

        /** The share of the primary's requests that is usually slower than the bucket's bound. */
        private double slowShare(int bucket) {
            return share(primary.countAbove(bucket), primary.total());
        }

        private static double share(double above, double total) {
            return total > 0 ? Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, above / total)) : LEAST_SHARE;
        }

        /**
         * The bound above which about the wanted share of the primary's requests lies; the last one when all are harmless.
         * From the slowest bucket down the share only grows, so the first bound beyond the wanted share ends the search.
         */
        private int edge(double wantedShare, double harmlessMillis) {
            int best = Math.max(0, primary.size() - 2);
            double bestDistance = Double.POSITIVE_INFINITY;
            double above = 0;
            double ratio = 0;
            for (int i = primary.size() - 2; i >= 0 && ratio < 1 && primary.upperBoundMillis(i) >= harmlessMillis; i--) {
                above += primary.count(i + 1);
                ratio = ratioOfOdds(share(above, primary.total()), wantedShare);
                double distance = ratio < 1 ? 1 / ratio : ratio;
                if (distance < bestDistance) {
                    best = i;
                    bestDistance = distance;
                }
            }
            return best;
        }

        /** The greater over the smaller one orders as the difference of their logarithms does. */
        private static double ratioOfOdds(double share, double wantedShare) {
            return share * (1 - wantedShare) / (wantedShare * (1 - share));
        }
    }

    /** Evidence that the canary is slower than tolerated: the mean of e-values is an e-value. */
    public double worse() {
        return (body.worse() + tail.worse()) / 2;
    }

    /** Evidence that the canary is not slower than tolerated, at either bound. */
    public double safe() {
        return Math.min(body.safe(), tail.safe());
    }

    /** @param secondsAtWeight how long the weight had been reached at the middle of the interval */
    LatencyEvidence plus(Interval interval, Span span, Tolerances tolerances, double secondsAtWeight) {
        Optional<Histogram> primary = interval.primary().latency().filter(histogram -> histogram.total() > 0);
        if (primary.isEmpty()) {
            return withoutNewest();
        }
        Optional<Profile> usual = profile.filter(known -> known.primary().sameBounds(primary.get()));
        if (usual.isEmpty()) {
            return learnt(Profile.startingWith(interval, primary.get()));
        }
        LatencyEvidence grown = compared(interval, span, usual.get(), tolerances, secondsAtWeight);
        return grown.learnt(usual.get().plus(interval, span, primary.get()));
    }

    private LatencyEvidence compared(Interval interval, Span span, Profile usual, Tolerances tolerances,
            double secondsAtWeight) {
        Optional<Histogram> canary = interval.canary().latency().filter(usual.primary()::sameBounds);
        if (canary.isEmpty()) {
            return withoutNewest();
        }
        Histogram primary = interval.primary().latency().orElseThrow();
        int bodyEdge = usual.edge(BODY_SHARE, tolerances.harmlessLatencyMillis());
        int tailEdge = usual.edge(TAIL_SHARE, tolerances.harmlessLatencyMillis());
        double usualTail = usual.slowShare(tailEdge);
        double allowance = body.bets() ? tolerances.allowanceAfter(secondsAtWeight) : 0;
        return new LatencyEvidence(profile,
                body.plus(split(canary.get(), primary, bodyEdge), span,
                        tolerances.slow().limitsAt(usual.slowShare(bodyEdge), allowance), tolerances.noise()),
                tail.plus(split(canary.get(), primary, tailEdge), span, tolerances.slow().limitsAt(usualTail, allowance),
                        tolerances.noise()),
                shift(primary, tailEdge, usualTail));
    }

    private static Split split(Histogram canary, Histogram primary, int edge) {
        return Split.of(canary.countAbove(edge), primary.countAbove(edge), canary.total(), primary.total());
    }

    private static double shift(Histogram primary, int edge, double usualShare) {
        return Math.log(Math.max(LEAST_SHARE, primary.countAbove(edge) / primary.total()) / usualShare);
    }

    private LatencyEvidence learnt(Profile newer) {
        return new LatencyEvidence(Optional.of(newer), body, tail, primaryShift);
    }

    private LatencyEvidence withoutNewest() {
        return new LatencyEvidence(profile, body.withoutNewest(), tail.withoutNewest(), 0);
    }

    LatencyEvidence atNewWeight() {
        return new LatencyEvidence(profile, body.atNewWeight(), tail.atNewWeight(), primaryShift);
    }
}
