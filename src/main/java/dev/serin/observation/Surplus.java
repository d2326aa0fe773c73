package dev.serin.observation;

/**
 * How many events the canary had beyond its share, summed over intervals: the Cochran-Mantel-Haenszel sums. Each
 * interval is compared within itself only, so that an incident on both versions while the weight changes does not
 * turn into a difference (Simpson's paradox). Depends on no setting.
 *
 * @param events sum of {@code E_c - E n_c / N}
 * @param variance of it when both versions are alike: sum of {@code E (N - E) n_c n_p / (N^2 (N - 1))}
 * @param requests sum of {@code n_c n_p / N}: how many requests the comparison is worth
 */
public record Surplus(double events, double variance, double requests) {

    static final Surplus NONE = new Surplus(0, 0, 0);

    static Surplus of(Split split) {
        double n = split.requests();
        double worth = split.canaryRequests() * split.primaryRequests() / n;
        double surplus = split.canaryEvents() - split.events() * split.canaryRequests() / n;
        double variance = n > 1 ? split.events() * (n - split.events()) / n * worth / (n - 1) : 0;
        return new Surplus(surplus, variance, worth);
    }

    Surplus plus(Surplus other) {
        return new Surplus(events + other.events, variance + other.variance, requests + other.requests);
    }

    /** An older sum counts less than a newer one. */
    Surplus faded(double kept) {
        return new Surplus(kept * events, kept * variance, kept * requests);
    }

    /** In standard deviations; 0 without events. */
    public double z() {
        return variance > 0 ? events / Math.sqrt(variance) : 0;
    }

    /** The Mantel-Haenszel difference of the canary's share of events from the primary's, -1..1; 0 without requests. */
    public double difference() {
        return requests > 0 ? events / requests : 0;
    }

    /**
     * The standard error of {@link #difference()}; 1, knowing nothing, without requests. An error-free run counts as
     * half an event.
     */
    public double standardError() {
        return requests > 0 ? Math.min(1, Math.sqrt(Math.max(variance, 0.25)) / requests) : 1;
    }
}
