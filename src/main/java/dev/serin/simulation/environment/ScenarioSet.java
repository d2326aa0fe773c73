package dev.serin.simulation.environment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.serin.canary.InvalidField;

/**
 * Releases to draw from. The file format is documented in {@code docs/scenarios.md}.
 *
 * @param badShare share of the releases that have a fault, 0..1
 * @param traffic kinds of traffic, each with its share
 * @param effects the faults; each is as likely as the others
 */
public record ScenarioSet(double badShare, List<Traffic> traffic, Baseline baseline, Noise noise, List<Effect> effects,
        Nuisances nuisances) {

    private static final String CHANCE = "chance";
    private static final double DEVIATION_MAX = 3;
    private static final double FACTOR_MAX = 100;
    private static final double DAY_MINUTES = 1440;

    /** @throws InvalidField when a number is out of its range or there is nothing to draw from */
    public ScenarioSet {
        traffic = List.copyOf(traffic);
        effects = List.copyOf(effects);
        Range.within(badShare, 0, 1, "badShare");
        if (traffic.isEmpty() || effects.isEmpty() && badShare > 0) {
            throw new InvalidField("traffic or effects", "is empty", "list at least one");
        }
    }

    /** @param share relative to the other kinds */
    public record Traffic(double share, Range requestsPerSecond, Range diurnal, Range burst) {

        public Traffic {
            Range.within(share, 0, 1, "share");
            requestsPerSecond.within(0.001, 1_000_000, "requestsPerSecond");
            diurnal.within(0, 1, "diurnal");
            burst.within(0, DEVIATION_MAX, "burst");
        }
    }

    public record Baseline(Range errorShare, Range latencyP99Millis, Range bodySpread, Range slowShare, Range slowFactor) {

        public Baseline {
            errorShare.within(0, 1, "errorShare");
            latencyP99Millis.within(1, 10_000, "latencyP99Millis");
            bodySpread.within(0.05, 2, "bodySpread");
            slowShare.within(0, 1, "slowShare");
            slowFactor.within(1, FACTOR_MAX, "slowFactor");
        }
    }

    /** Standard deviations of logarithms, see {@link Scenario.Noise}. */
    public record Noise(Range errorsShared, Range errorsOwn, Range latencyShared, Range latencyOwn, Range hostErrors,
            Range hostLatency, Range cpu, Range persistence) {

        public Noise {
            errorsShared.within(0, DEVIATION_MAX, "errorsShared");
            errorsOwn.within(0, DEVIATION_MAX, "errorsOwn");
            latencyShared.within(0, DEVIATION_MAX, "latencyShared");
            latencyOwn.within(0, DEVIATION_MAX, "latencyOwn");
            hostErrors.within(0, DEVIATION_MAX, "hostErrors");
            hostLatency.within(0, DEVIATION_MAX, "hostLatency");
            cpu.within(0, DEVIATION_MAX, "cpu");
            persistence.within(0, 0.99, "persistence");
        }
    }

    /** One class of faults, see {@link Fault}. */
    public record Effect(String name, Range errors, Range latencyFactor, Range cpuFactor, Range fromWeight, Range fromMinute,
            boolean growing) {

        public Effect {
            errors.within(0, 1, "errors");
            latencyFactor.within(1, FACTOR_MAX, "latencyFactor");
            cpuFactor.within(0.1, FACTOR_MAX, "cpuFactor");
            fromWeight.within(0, 1, "fromWeight");
            fromMinute.within(0, DAY_MINUTES, "fromMinute");
        }

        public Fault draw(RandomGenerator random) {
            return new Fault(name, errors.draw(random), latencyFactor.draw(random), cpuFactor.draw(random),
                    fromWeight.draw(random), fromMinute.draw(random), growing);
        }
    }

    /** What happens to good and bad releases alike. */
    public record Nuisances(WarmUp warmUp, Incident incident, Gaps gaps, CpuChange cpuChange, Delay delay) {
    }

    public record WarmUp(double chance, Range factor, Range minutes, Range again) {

        public WarmUp {
            Range.within(chance, 0, 1, CHANCE);
            factor.within(1, FACTOR_MAX, "factor");
            minutes.within(0.01, DAY_MINUTES, "minutes");
            again.within(0, 1, "again");
        }
    }

    public record Incident(double chance, Range fromMinute, Range lengthMinutes, Range errors, Range latencyFactor,
            Range uneven) {

        public Incident {
            Range.within(chance, 0, 1, CHANCE);
            fromMinute.within(0, DAY_MINUTES, "fromMinute");
            lengthMinutes.within(0, DAY_MINUTES, "lengthMinutes");
            errors.within(0, 1, "errors");
            latencyFactor.within(1, FACTOR_MAX, "latencyFactor");
            uneven.within(0, DEVIATION_MAX, "uneven");
        }
    }

    /** Never all of the minutes: a release that nothing is ever known of does not end. */
    public record Gaps(double chance, Range share, Range lengthMinutes) {

        public Gaps {
            Range.within(chance, 0, 1, CHANCE);
            share.within(0, 0.9, "share");
            lengthMinutes.within(1, DAY_MINUTES, "lengthMinutes");
        }
    }

    public record CpuChange(double chance, Range factor) {

        public CpuChange {
            Range.within(chance, 0, 1, CHANCE);
            factor.within(0.1, FACTOR_MAX, "factor");
        }
    }

    /** @param intervals how many intervals late telemetry is, whole numbers */
    public record Delay(double chance, Range intervals) {

        public Delay {
            Range.within(chance, 0, 1, CHANCE);
            intervals.within(0, 30, "intervals");
        }
    }

    /** The service of one release. The same seed gives the same one. */
    public SyntheticService draw(long seed) {
        return new SyntheticService(scenario(seed), seed ^ 0x5DEECE66DL);
    }

    /** Label and nuisances come from different streams, so the one cannot tell of the other. */
    public Scenario scenario(long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom label = root.split();
        SplittableRandom other = root.split();
        Fault fault = label.nextDouble() < badShare ? effects.get(label.nextInt(effects.size())).draw(label) : Fault.NONE;
        Traffic kind = kind(other.nextDouble());
        return new Scenario(kind.requestsPerSecond().draw(other), kind.diurnal().draw(other), other.nextDouble(),
                kind.burst().draw(other), baseline(other), noise(other), fault, warmUp(other), incident(other), gaps(other),
                cpuFactor(other), delay(other));
    }

    private Traffic kind(double chance) {
        double left = chance * traffic.stream().mapToDouble(Traffic::share).sum();
        for (Traffic kind : traffic) {
            left -= kind.share();
            if (left < 0) {
                return kind;
            }
        }
        return traffic.get(traffic.size() - 1);
    }

    private Scenario.Baseline baseline(RandomGenerator random) {
        return new Scenario.Baseline(baseline.errorShare().draw(random), baseline.latencyP99Millis().draw(random),
                baseline.bodySpread().draw(random), baseline.slowShare().draw(random), baseline.slowFactor().draw(random));
    }

    private Scenario.Noise noise(RandomGenerator random) {
        return new Scenario.Noise(noise.errorsShared().draw(random), noise.errorsOwn().draw(random),
                noise.latencyShared().draw(random), noise.latencyOwn().draw(random), noise.hostErrors().draw(random),
                noise.hostLatency().draw(random), noise.cpu().draw(random), noise.persistence().draw(random));
    }

    private Scenario.WarmUp warmUp(RandomGenerator random) {
        boolean has = random.nextDouble() < nuisances.warmUp().chance();
        Scenario.WarmUp drawn = new Scenario.WarmUp(nuisances.warmUp().factor().draw(random),
                nuisances.warmUp().minutes().draw(random), nuisances.warmUp().again().draw(random));
        return has ? drawn : new Scenario.WarmUp(1, drawn.minutes(), drawn.again());
    }

    private Scenario.Incident incident(RandomGenerator random) {
        boolean has = random.nextDouble() < nuisances.incident().chance();
        Incident from = nuisances.incident();
        Scenario.Incident drawn = new Scenario.Incident(from.fromMinute().draw(random), from.lengthMinutes().draw(random),
                from.errors().draw(random), from.latencyFactor().draw(random), from.uneven().draw(random));
        return has ? drawn : new Scenario.Incident(0, 0, 0, 1, 0);
    }

    private Scenario.Gaps gaps(RandomGenerator random) {
        boolean has = random.nextDouble() < nuisances.gaps().chance();
        Scenario.Gaps drawn = new Scenario.Gaps(nuisances.gaps().share().draw(random),
                nuisances.gaps().lengthMinutes().draw(random));
        return has ? drawn : new Scenario.Gaps(0, 1);
    }

    private double cpuFactor(RandomGenerator random) {
        boolean has = random.nextDouble() < nuisances.cpuChange().chance();
        double drawn = nuisances.cpuChange().factor().draw(random);
        return has ? drawn : 1;
    }

    private int delay(RandomGenerator random) {
        boolean has = random.nextDouble() < nuisances.delay().chance();
        double drawn = nuisances.delay().intervals().draw(random);
        return has ? (int) Math.round(drawn) : 0;
    }
}
