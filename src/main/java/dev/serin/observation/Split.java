package dev.serin.observation;

/**
 * How the events of one interval, failed or slow requests, fell on the two versions.
 *
 * @param canaryEvents at most {@code canaryRequests}
 * @param primaryEvents at most {@code primaryRequests}
 */
record Split(double canaryEvents, double primaryEvents, double canaryRequests, double primaryRequests) {

    static Split of(double canaryEvents, double primaryEvents, double canaryRequests, double primaryRequests) {
        return new Split(Math.min(canaryEvents, canaryRequests), Math.min(primaryEvents, primaryRequests), canaryRequests,
                primaryRequests);
    }

    double events() {
        return canaryEvents + primaryEvents;
    }

    double requests() {
        return canaryRequests + primaryRequests;
    }

    /** Both versions answered requests, so that a ratio means something. */
    boolean isComparable() {
        return canaryRequests > 0 && primaryRequests > 0;
    }

    /**
     * Logarithm of the likelihood ratio of two ratios of the event's rate, given the number of events. For rare
     * events {@code E_c | E ~ Binomial(E, q)} with {@code q = r n_c / (r n_c + n_p)}, whatever the rate itself is
     * (Przyborowski and Wilenski 1940): an incident that hits both versions cancels out.
     */
    double logRatioLikelihood(double ratio, double nullRatio) {
        double spread = Math.log((ratio * canaryRequests + primaryRequests) / (nullRatio * canaryRequests + primaryRequests));
        return canaryEvents * Math.log(ratio / nullRatio) - events() * spread;
    }

    /** Logarithm of the likelihood ratio of two shares of the canary's requests that show the event. */
    double logShareLikelihood(double share, double nullShare) {
        return canaryEvents * Math.log(share / nullShare)
                + (canaryRequests - canaryEvents) * Math.log((1 - share) / (1 - nullShare));
    }

    /**
     * What share of this interval's information about the ratio is to be believed when the ratio itself wanders by
     * {@code noise}: {@code 1 / (1 + E q (1 - q) noise^2)}, the variance of the logarithm of the ratio without the
     * noise over that with it. It depends on nothing that is still random given E, and a power in (0, 1] of an
     * e-value is an e-value (Jensen's inequality).
     */
    double beliefInRatio(double nullRatio, double noise) {
        double expected = nullRatio * canaryRequests / (nullRatio * canaryRequests + primaryRequests);
        return 1 / (1 + events() * expected * (1 - expected) * noise * noise);
    }

    /** The same for a share: the expected number of events under the null takes the place of {@code E q (1 - q)}. */
    double beliefInShare(double nullShare, double noise) {
        return 1 / (1 + canaryRequests * nullShare * noise * noise);
    }
}
