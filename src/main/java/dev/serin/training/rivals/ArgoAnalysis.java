package dev.serin.training.rivals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.AnalysisRun.Measurement;
import dev.serin.training.rivals.AnalysisRun.Metric;

/**
 * Argo Rollouts with an analysis of the success rate, {@code >= 0.95} as in its documentation (docs/features/analysis.md), at
 * weights 20, 40, 60, 80. Looks every 10 s, because that is how soon an error is tried again. A success rate without requests
 * is NaN, which meets no condition; without telemetry in the window it is an error.
 *
 * @param window of the query's range; one metric's interval
 * @param background one analysis in the background from 40 % on, with pauses of 10 minutes; else one after each weight, which
 *        has
 *        to succeed, its first measurement one interval after the weight
 */
record ArgoAnalysis(String name, Metric metric, Duration window, boolean background) implements Rival {

    private static final Ladder LADDER = new Ladder(List.of(20, 40, 60, 80));
    private static final int FIRST_ANALYSED = 40;
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final double SUCCESS = 0.95;

    /** The documentation's example: every 5 minutes, three failures allowed, from the second weight on. */
    static ArgoAnalysis inBackground() {
        Duration interval = Duration.ofMinutes(5);
        return new ArgoAnalysis("argo-background", new Metric(interval, 0, 3), interval, true);
    }

    /** Five measurements a minute apart after each weight, none of which may fail. */
    static ArgoAnalysis inline() {
        Duration interval = Duration.ofMinutes(1);
        return new ArgoAnalysis("argo-inline", new Metric(interval, 5, 0), interval, false);
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Rollout();
    }

    private final class Rollout implements Run {

        private final Deque<VersionReading> recent = new ArrayDeque<>();
        private Optional<AnalysisRun> analysis = Optional.empty();
        private Duration now = Duration.ZERO;
        private Duration pausedUntil = Duration.ZERO;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            now = now.plus(interval());
            remember(newest.canary());
            analysis.filter(run -> run.isDue(now)).ifPresent(run -> run.add(measure(), now));
            AnalysisRun.Phase phase = analysis.map(AnalysisRun::phase).orElse(AnalysisRun.Phase.SUCCESSFUL);
            return switch (phase) {
                case FAILED, ERROR -> Proposal.rollback("analysis: " + phase);
                case INCONCLUSIVE -> Proposal.hold(weight, "a person has to decide");
                case RUNNING -> background ? walk(weight) : Proposal.hold(weight, "analysis runs");
                case SUCCESSFUL -> walk(weight);
            };
        }

        private Proposal walk(Weight weight) {
            if (now.compareTo(pausedUntil) < 0) {
                return Proposal.hold(weight, "pause");
            }
            Proposal step = LADDER.next(weight, "step");
            pausedUntil = background ? now.plus(PAUSE) : now;
            if (!background) {
                analysis = Optional.of(new AnalysisRun(metric, now.plus(metric.interval())));
            } else if (step.to().percent() == FIRST_ANALYSED) {
                analysis = Optional.of(new AnalysisRun(metric, now));
                analysis.get().add(measure(), now);
            }
            return step;
        }

        private Measurement measure() {
            return Measurement.of(successShare(), Optional.of(share -> share >= SUCCESS), Optional.empty());
        }

        private void remember(VersionReading canary) {
            recent.addLast(canary);
            if (recent.size() > window.dividedBy(interval())) {
                recent.removeFirst();
            }
        }

        private OptionalDouble successShare() {
            List<VersionReading> counted = recent.stream().filter(VersionReading::isCounted).toList();
            double requests = counted.stream().mapToDouble(reading -> reading.requests().orElse(0)).sum();
            double errors = counted.stream().mapToDouble(reading -> reading.errors().orElse(0)).sum();
            return counted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((requests - errors) / requests);
        }
    }
}
