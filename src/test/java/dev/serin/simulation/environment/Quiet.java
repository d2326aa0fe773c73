package dev.serin.simulation.environment;

import java.time.Duration;

import dev.serin.canary.Weight;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.environment.ReleasedService.Served;

/**
 * A healthy release without noise or nuisance, for tests that change one thing of it. Its 99th percentile is a
 * bucket's bound.
 */
final class Quiet {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final double ERROR_SHARE = 0.001;
    static final double P99_MILLIS = 100;
    static final Scenario.Noise NO_NOISE = new Scenario.Noise(0, 0, 0, 0, 0, 0, 0, 0);

    private Quiet() {
    }

    static Scenario at(double requestsPerSecond) {
        return new Scenario(requestsPerSecond, 0, 0, 0, new Scenario.Baseline(ERROR_SHARE, P99_MILLIS, 0.4, 0.01, 3), NO_NOISE,
                Fault.NONE, new Scenario.WarmUp(1, 1, 0), new Scenario.Incident(0, 0, 0, 1, 0), new Scenario.Gaps(0, 1), 1, 0);
    }

    static Fault fault(double errors, double latencyFactor) {
        return new Fault("test", errors, latencyFactor, 1, 0, 0, false);
    }

    static Scenario with(Scenario from, Fault fault) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(),
                from.noise(), fault, from.warmUp(), from.incident(), from.gaps(), from.harmlessCpuFactor(),
                from.delayIntervals());
    }

    static Scenario with(Scenario from, Scenario.Noise noise) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(), noise,
                from.fault(), from.warmUp(), from.incident(), from.gaps(), from.harmlessCpuFactor(), from.delayIntervals());
    }

    static Scenario with(Scenario from, Scenario.WarmUp warmUp) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(),
                from.noise(), from.fault(), warmUp, from.incident(), from.gaps(), from.harmlessCpuFactor(),
                from.delayIntervals());
    }

    static Scenario with(Scenario from, Scenario.Incident incident) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(),
                from.noise(), from.fault(), from.warmUp(), incident, from.gaps(), from.harmlessCpuFactor(),
                from.delayIntervals());
    }

    static Scenario with(Scenario from, Scenario.Gaps gaps) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(),
                from.noise(), from.fault(), from.warmUp(), from.incident(), gaps, from.harmlessCpuFactor(),
                from.delayIntervals());
    }

    static Scenario delayed(Scenario from, int intervals) {
        return new Scenario(from.requestsPerSecond(), from.diurnal(), from.dayPhase(), from.burst(), from.baseline(),
                from.noise(), from.fault(), from.warmUp(), from.incident(), from.gaps(), from.harmlessCpuFactor(), intervals);
    }

    static SyntheticService service(Scenario scenario) {
        return new SyntheticService(scenario, 7);
    }

    static double errorShare(VersionReading version) {
        return version.errors().orElse(Double.NaN) / version.requests().orElse(Double.NaN);
    }

    /** The share of the requests that took longer than the healthy 99th percentile. */
    static double slowShare(VersionReading version) {
        var latency = version.latency().orElseThrow();
        double slow = 0;
        for (int bucket = 0; bucket < latency.size(); bucket++) {
            slow += latency.upperBoundMillis(bucket) > P99_MILLIS ? latency.count(bucket) : 0;
        }
        return slow / latency.total();
    }

    static double cpuPerRequest(VersionReading version) {
        return version.cpuPerRequestSeconds().orElse(Double.NaN);
    }

    static Served pass(SyntheticService service, int percent, int minutes) {
        Served last = service.serve(new Weight(percent), MINUTE);
        for (int i = 1; i < minutes; i++) {
            last = service.serve(new Weight(percent), MINUTE);
        }
        return last;
    }
}
