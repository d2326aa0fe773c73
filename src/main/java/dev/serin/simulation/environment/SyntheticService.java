package dev.serin.simulation.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.service.Chance;
import dev.serin.simulation.service.Draws;

/** A service that behaves as a scenario says. Time starts at {@link #START}. */
public final class SyntheticService implements ReleasedService {

    public static final Instant START = Instant.EPOCH.plus(Duration.ofDays(20_000));

    private static final VersionReading GAP = VersionReading.missing("telemetry did not arrive");
    private static final double MINUTE_SECONDS = 60;
    private static final double CPU_SECONDS = 0.005;
    private static final double CPU_SCATTER = 1;

    private final Scenario scenario;
    private final LatencyModel latency;
    private final MinuteNoise noise;
    private final WarmUpState warmUp;
    private final Draws draws;
    private final SplittableRandom random;
    private LatencyModel.Slowed canaryLatency;
    private LatencyModel.Slowed primaryLatency;
    private Chance canaryError = Chance.of(0);
    private Chance primaryError = Chance.of(0);
    private long seconds;
    private double trafficSince = Double.NaN;

    public SyntheticService(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.latency = LatencyModel.of(scenario.baseline());
        this.canaryLatency = latency.by(1);
        this.primaryLatency = canaryLatency;
        this.random = new SplittableRandom(seed);
        this.draws = new Draws(random);
        this.noise = new MinuteNoise(scenario, random.split());
        this.warmUp = new WarmUpState(scenario.warmUp());
    }

    @Override
    public Served serve(Weight weight, Duration length) {
        double middle = (seconds + length.toSeconds() / 2.0) / MINUTE_SECONDS;
        noise.moveTo((int) middle);
        if (Double.isNaN(trafficSince) && !weight.isZero()) {
            trafficSince = seconds / MINUTE_SECONDS;
        }
        double warm = warmUp.over(weight, length.toSeconds() / MINUTE_SECONDS);
        double level = weight.isZero() ? 0 : scenario.fault().levelAt(middle - trafficSince, weight);
        seconds += length.toSeconds();
        Instant end = START.plusSeconds(seconds);
        return new Served(telemetry(weight, length, middle, level, warm, end), harm(weight, length, level));
    }

    private Interval telemetry(Weight weight, Duration length, double minute, double level, double warm, Instant end) {
        if (noise.isGap()) {
            return new Interval(end, length, GAP, GAP, Map.of());
        }
        double mean = scenario.requestsPerSecond() * length.toSeconds() * shape(minute) * noise.traffic();
        double share = weight.percent() / 100.0;
        return new Interval(end, length, canary(draws.poisson(mean * share), minute, level, warm),
                primary(draws.poisson(mean * (1 - share)), minute), Map.of());
    }

    private double shape(double minute) {
        return 1 + scenario.diurnal() * Math.sin(2 * Math.PI * (minute / 1440 + scenario.dayPhase()));
    }

    private VersionReading canary(long requests, double minute, double level, double warm) {
        Scenario.Incident incident = scenario.incident();
        boolean during = incident.covers(minute);
        double errors = (scenario.baseline().errorShare() * noise.canaryErrors() + scenario.fault().errorsAt(level)
                * noise.sharedErrors()) + (during ? incident.errors() * noise.unevenness() : 0);
        double factor = noise.canaryLatency() * warm * scenario.fault().latencyFactorAt(level)
                * (during ? 1 + (incident.latencyFactor() - 1) * noise.unevenness() : 1);
        double cpu = scenario.fault().cpuFactorAt(level) * scenario.harmlessCpuFactor() * noise.canaryCpu();
        canaryLatency = slowed(canaryLatency, factor);
        canaryError = chance(canaryError, errors);
        return reading(requests, canaryError, canaryLatency, cpu);
    }

    private VersionReading primary(long requests, double minute) {
        boolean during = scenario.incident().covers(minute);
        double errors = scenario.baseline().errorShare() * noise.primaryErrors() + (during ? scenario.incident().errors() : 0);
        double factor = noise.primaryLatency() * (during ? scenario.incident().latencyFactor() : 1);
        primaryLatency = slowed(primaryLatency, factor);
        primaryError = chance(primaryError, errors);
        return reading(requests, primaryError, primaryLatency, noise.primaryCpu());
    }

    private LatencyModel.Slowed slowed(LatencyModel.Slowed before, double factor) {
        return before.factor() == factor ? before : latency.by(factor);
    }

    private static Chance chance(Chance before, double errorShare) {
        double value = Math.min(1, errorShare);
        return before.value() == value ? before : Chance.of(value);
    }

    private VersionReading reading(long requests, Chance error, LatencyModel.Slowed slowed, double cpuFactor) {
        Histogram histogram = slowed.draw(requests, draws);
        double scatter = CPU_SCATTER / Math.sqrt(requests + 1);
        double cpu = requests * CPU_SECONDS * Math.max(0.1, cpuFactor * (1 + scatter * random.nextGaussian()));
        return new VersionReading(new Reading.Value(requests),
                new Reading.Value(draws.binomial(requests, error)), Optional.of(histogram),
                new Reading.Value(cpu));
    }

    /** Of the fault alone, in expectation: noise and warm-up are nobody's fault, and the reward gets no noise. */
    private Harm harm(Weight weight, Duration length, double level) {
        if (level == 0) {
            return Harm.NONE;
        }
        double exposed = length.toSeconds() * weight.percent() / 100.0;
        return new Harm(exposed * scenario.fault().errorsAt(level),
                exposed * latency.excessSlowShare(scenario.fault().latencyFactorAt(level)));
    }

    @Override
    public ServiceFacts facts() {
        return new ServiceFacts("synthetic", scenario.requestsPerSecond(), scenario.baseline().errorShare(),
                scenario.baseline().latencyP99Millis());
    }

    @Override
    public Truth truth() {
        double minute = seconds / MINUTE_SECONDS;
        return scenario.truthAt(Double.isNaN(trafficSince) ? 0 : minute - trafficSince, latency);
    }

    public Scenario scenario() {
        return scenario;
    }
}
