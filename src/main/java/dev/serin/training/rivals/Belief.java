package dev.serin.training.rivals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.training.rivals.Hypotheses.Fault;
import dev.serin.training.rivals.Hypotheses.WarmUp;

/**
 * What is believed of a release after some intervals: a weight for each fault with each warm-up of {@link Hypotheses}. Each
 * interval is compared within itself. No interval is believed more than the noise allows: its likelihood is raised to the
 * share that chance has in the variance.
 */
final class Belief {

    private static final List<Fault> FAULTS = Hypotheses.FAULTS;
    private static final List<WarmUp> WARM_UPS = Hypotheses.WARM_UPS;
    /** How much of a warm-up returns when all the traffic is new. */
    private static final double AGAIN = 0.25;
    /** Requests that the primary's past counts for in its present share of errors. */
    private static final double MEMORY = 100;

    private final double[][] logWeights = FAULTS.stream().map(fault -> WARM_UPS.stream()
            .mapToDouble(warmUp -> Math.log(fault.chance() * warmUp.chance())).toArray()).toArray(double[][]::new);
    private final double[] cold = new double[WARM_UPS.size()];
    private final double errorNoise;
    private final double latencyNoise;
    private double minutes;
    private int weight;
    private double primaryErrors = 0.05;
    private double primaryRequests = MEMORY;

    Belief(double errorNoise, double latencyNoise) {
        this.errorNoise = errorNoise;
        this.latencyNoise = latencyNoise;
    }

    /** @param percent the canary's weight during the interval, above 0 */
    void see(Interval newest, int percent) {
        double length = newest.length().toSeconds() / 60.0;
        double colder = weight == 0 ? 1 : AGAIN * Math.max(0, percent - weight) / percent;
        weight = percent;
        double[] warmUpFactors = new double[cold.length];
        for (int i = 0; i < cold.length; i++) {
            WarmUp warmUp = WARM_UPS.get(i);
            cold[i] = Math.min(1, cold[i] + colder);
            warmUpFactors[i] = 1 + (warmUp.factor() - 1) * cold[i] * Math.exp(-length / 2 / warmUp.minutes());
            cold[i] *= Math.exp(-length / warmUp.minutes());
        }
        if (newest.isComparable() && newest.canary().requests().orElse(0) > 0) {
            weighErrors(Tally.ofErrors(newest), minutes + length / 2);
            shift(newest).ifPresent(shift -> weighLatency(shift, Tally.ofErrors(newest), minutes + length / 2, warmUpFactors));
        }
        minutes += length;
    }

    /** Odds of a bad release to a good one. */
    double oddsOfBad() {
        double highest = Arrays.stream(logWeights).flatMapToDouble(Arrays::stream).max().orElseThrow();
        double good = sum(logWeights[0], highest);
        double all = Arrays.stream(logWeights).mapToDouble(weights -> sum(weights, highest)).sum();
        return (all - good) / Math.max(good, Double.MIN_NORMAL);
    }

    private static double sum(double[] logWeights, double highest) {
        return Arrays.stream(logWeights).map(logWeight -> Math.exp(logWeight - highest)).sum();
    }

    private void weighErrors(Tally errors, double minute) {
        double base = (errors.primaryEvents() + MEMORY * primaryErrors / primaryRequests) / (errors.primaryRequests() + MEMORY);
        primaryErrors += errors.primaryEvents();
        primaryRequests += errors.primaryRequests();
        // Half of what was seen, half of what the primary promises: a first guess of the count, for the trust only.
        double guess = (errors.canaryEvents() + base * errors.canaryRequests()) / 2;
        double trust = 1 / (1 + balance(errors) + guess * errorNoise * errorNoise);
        for (int i = 0; i < logWeights.length; i++) {
            Fault fault = FAULTS.get(i);
            double mean = errors.canaryRequests() * Math.min(1, base + fault.errors() * fault.levelAt(minute, weight));
            double gain = trust * (errors.canaryEvents() * Math.log(mean) - mean);
            for (int j = 0; j < logWeights[i].length; j++) {
                logWeights[i][j] += gain;
            }
        }
    }

    private void weighLatency(LatencyShift shift, Tally requests, double minute, double[] warmUpFactors) {
        double trust = 1 / (1 + balance(requests) + requests.canaryRequests() * latencyNoise * latencyNoise);
        for (int i = 0; i < logWeights.length; i++) {
            Fault fault = FAULTS.get(i);
            double factor = 1 + (fault.latencyFactor() - 1) * fault.levelAt(minute, weight);
            for (int j = 0; j < logWeights[i].length; j++) {
                logWeights[i][j] += trust * shift.logLikelihood(factor * warmUpFactors[j]);
            }
        }
    }

    /** The primary's own chance, in units of the canary's. */
    private static double balance(Tally tally) {
        return tally.canaryRequests() / (tally.primaryRequests() + MEMORY);
    }

    private static Optional<LatencyShift> shift(Interval newest) {
        if (!Tally.hasLatency(newest)) {
            return Optional.empty();
        }
        Histogram primary = newest.primary().latency().orElseThrow();
        Histogram canary = newest.canary().latency().orElseThrow();
        return primary.total() > 0 && primary.sameBounds(canary) ? Optional.of(new LatencyShift(primary, canary))
                : Optional.empty();
    }
}
