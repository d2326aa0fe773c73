package dev.serin.training.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.KayentaMetric.Classification;
import dev.serin.training.rivals.KayentaMetric.Direction;

/**
 * Netflix's automated canary analysis: Kayenta compares the error percentage and the p99 of canary and primary, one point a
 * minute, at the end of each step; the window grows from the start of the analysis, which is its default. Any metric that is
 * high fails the canary, as does a judgement without data.
 *
 * @param minutesPerStep points that each step adds
 */
record KayentaJudge(String name, Ladder ladder, int minutesPerStep) implements Minutely {

    private static final KayentaMetric ERRORS = KayentaMetric.of("error percentage", Direction.INCREASE);
    private static final KayentaMetric LATENCY = KayentaMetric.of("p99 in milliseconds", Direction.INCREASE);

    static KayentaJudge inSteps() {
        return new KayentaJudge("kayenta", Ladder.TENS_TO_FIFTY, 5);
    }

    /** Once, after ten minutes at 50 %, called from Flagger before the promotion. */
    static KayentaJudge afterTenMinutes() {
        return new KayentaJudge("kayenta-10-minutes", new Ladder(List.of(50)), 10);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Analysis(random);
    }

    private final class Analysis implements Run {

        private final RandomGenerator random;
        private final List<Interval> points = new ArrayList<>();

        private Analysis(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return ladder.next(weight, "first step");
            }
            points.add(newest);
            if (points.size() % minutesPerStep != 0) {
                return Proposal.hold(weight, "gathers points");
            }
            double score = score();
            return score <= KayentaScore.MARGINAL ? Proposal.rollback("score " + score)
                    : ladder.next(weight, "score " + score);
        }

        private double score() {
            return KayentaScore.of(List.of(KayentaScore.Group.unweighted(result(ERRORS, KayentaJudge::errorPercent),
                    result(LATENCY, KayentaJudge::latencyP99Millis))));
        }

        private KayentaScore.Result result(KayentaMetric metric, ToDoubleFunction<VersionReading> value) {
            double[] canary = points.stream().map(Interval::canary).mapToDouble(value).toArray();
            double[] baseline = points.stream().map(Interval::primary).mapToDouble(value).toArray();
            Classification classification = metric.classify(canary, baseline, random);
            return new KayentaScore.Result(classification, metric.critical());
        }
    }

    private static double errorPercent(VersionReading version) {
        return 100 * version.errors().orElse(Double.NaN) / version.requests().orElse(Double.NaN);
    }

    private static double latencyP99Millis(VersionReading version) {
        return version.latency().map(latency -> latency.quantileMillis(0.99).orElse(Double.NaN)).orElse(Double.NaN);
    }
}
