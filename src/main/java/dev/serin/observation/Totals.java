package dev.serin.observation;

/**
 * Plain sums of one release, for the words of a reason. Never compared with each other: see {@link Surplus} for why.
 *
 * @param canaryErrors at most {@code canaryRequests}
 */
public record Totals(double canaryRequests, double canaryErrors, double primaryRequests, double primaryErrors) {

    static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals plus(Split errors) {
        return new Totals(canaryRequests + errors.canaryRequests(), canaryErrors + errors.canaryEvents(),
                primaryRequests + errors.primaryRequests(), primaryErrors + errors.primaryEvents());
    }

    /** The primary's share of failed requests, smoothed by one request of a thousand so that it is never 0. */
    public double primaryErrorShare() {
        return (primaryErrors + 1) / (primaryRequests + 1000);
    }
}
