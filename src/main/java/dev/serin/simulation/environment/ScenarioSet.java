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

    public ScenarioSet {
        traffic = List.copyOf(traffic);
        effects = List.copyOf(effects);
        if (!(badShare >= 0 && badShare <= 1)) {
            throw new InvalidField("badShare", "is " + badShare, "use 0 to 1");
        }
        if (traffic.isEmpty() || effects.isEmpty() && badShare > 0) {
            throw new InvalidField("traffic or effects", "is empty", "list at least one");
        }
    }

    /** @param share relative to the other kinds */
    public record Traffic(double share, Range requestsPerSecond, Range diurnal, Range burst) {
    }

    public record Baseline(Range errorShare, Range latencyP99Millis, Range bodySpread, Range slowShare, Range slowFactor) {
    }

    /** Standard deviations of logarithms, see {@link Scenario.Noise}. */
    public record Noise(Range errorsShared, Range errorsOwn, Range latencyShared, Range latencyOwn, Range hostErrors,
            Range hostLatency, Range cpu, Range persistence) {
    }

    /** One class of faults, see {@link Fault}. */
    public record Effect(String name, Range errors, Range latencyFactor, Range cpuFactor, Range fromWeight, Range fromMinute,
            boolean growing) {

        public Fault draw(RandomGenerator random) {
            return new Fault(name, errors.draw(random), latencyFactor.draw(random), cpuFactor.draw(random),
                    fromWeight.draw(random), fromMinute.draw(random), growing);
        }
    }

    /** What happens to good and bad releases alike. */
    public record Nuisances(WarmUp warmUp, Incident incident, Gaps gaps, CpuChange cpuChange, Delay delay) {
    }

    public record WarmUp(double chance, Range factor, Range minutes, Range again) {
    }

    public record Incident(double chance, Range fromMinute, Range lengthMinutes, Range errors, Range latencyFactor,
            Range uneven) {
    }

    public record Gaps(double chance, Range share, Range lengthMinutes) {
    }

    public record CpuChange(double chance, Range factor) {
    }

    /** @param intervals how many intervals late telemetry is, whole numbers */
    public record Delay(double chance, Range intervals) {
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
