package dev.serin.training.rivals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;

/**
 * What is believed of a release after some intervals: a weight for each {@link Hypothesis}. Each interval is compared within
 * itself. No
 * interval is believed more than the noise allows: its likelihood is raised to the share that chance has in the variance.
 */
final class Belief {

    private static final List<Hypothesis> GRID = Hypothesis.grid();
    /** How much of a warm-up returns when all the traffic is new. */
    private static final double AGAIN = 0.25;
    private static final double PRIMARY_MEMORY = 100;

    private final double[] logWeights = GRID.stream().mapToDouble(hypothesis -> Math.log(hypothesis.prior())).toArray();
    private final Map<Double, Double> cold = new HashMap<>();
    private final double errorNoise;
    private final double latencyNoise;
    private double minutes;
    private double weight;
    private double primaryErrors = 0.05;
    private double primaryRequests = 100;

    Belief(double errorNoise, double latencyNoise) {
        this.errorNoise = errorNoise;
        this.latencyNoise = latencyNoise;
    }

    /** @param percent the canary's weight during the interval, above 0 */
    void see(Interval newest, int percent) {
        double length = newest.length().toSeconds() / 60.0;
        warm(percent, length);
        if (newest.isComparable() && newest.canary().requests().orElse(0) > 0) {
            weigh(newest, minutes + length / 2);
        }
        minutes += length;
    }

    /** Odds of a bad release to a good one. */
    double oddsOfBad() {
        double highest = Arrays.stream(logWeights).max().orElseThrow();
        double bad = 0;
        double good = 0;
        for (int i = 0; i < logWeights.length; i++) {
            double share = Math.exp(logWeights[i] - highest);
            bad += GRID.get(i).isBad() ? share : 0;
            good += GRID.get(i).isBad() ? 0 : share;
        }
        return bad / Math.max(good, Double.MIN_NORMAL);
    }

    private void warm(int percent, double length) {
        double colder = weight == 0 ? 1 : AGAIN * Math.max(0, percent - weight) / percent;
        for (Hypothesis hypothesis : GRID) {
            cold.putIfAbsent(hypothesis.warmUp().minutes(), 0.0);
        }
        cold.replaceAll((tau, left) -> Math.min(1, left * Math.exp(-length / tau) + colder));
        weight = percent;
    }

    private void weigh(Interval newest, double minute) {
        Tally errors = Tally.ofErrors(newest);
        double base = (errors.primaryEvents() + PRIMARY_MEMORY * primaryErrors / primaryRequests)
                / (errors.primaryRequests() + PRIMARY_MEMORY);
        primaryErrors += errors.primaryEvents();
        primaryRequests += errors.primaryRequests();
        double expected = (errors.canaryEvents() + 1) / 2 + base * errors.canaryRequests() / 2;
        double balance = errors.canaryRequests() / (errors.primaryRequests() + PRIMARY_MEMORY);
        double errorTrust = 1 / (1 + balance + expected * errorNoise * errorNoise);
        double latencyTrust = 1 / (1 + balance + errors.canaryRequests() * latencyNoise * latencyNoise);
        Optional<LatencyShift> shift = Tally.hasLatency(newest) ? shift(newest) : Optional.empty();
        for (int i = 0; i < logWeights.length; i++) {
            Hypothesis hypothesis = GRID.get(i);
            double level = hypothesis.fault().levelAt(minute, weight);
            double mean = errors.canaryRequests() * Math.min(1, base + hypothesis.fault().errors() * level);
            double factor = (1 + (hypothesis.fault().latencyFactor() - 1) * level) * warmUpFactor(hypothesis);
            logWeights[i] += errorTrust * (errors.canaryEvents() * Math.log(mean) - mean)
                    + shift.map(fit -> latencyTrust * fit.logLikelihood(factor)).orElse(0.0);
        }
    }

    /** At the middle of a minute. */
    private double warmUpFactor(Hypothesis hypothesis) {
        double tau = hypothesis.warmUp().minutes();
        return 1 + (hypothesis.warmUp().factor() - 1) * cold.get(tau) * Math.exp(-0.5 / tau);
    }

    private static Optional<LatencyShift> shift(Interval newest) {
        Histogram primary = newest.primary().latency().orElseThrow();
        Histogram canary = newest.canary().latency().orElseThrow();
        return primary.total() > 0 && primary.sameBounds(canary) ? Optional.of(new LatencyShift(primary, canary))
                : Optional.empty();
    }
}
