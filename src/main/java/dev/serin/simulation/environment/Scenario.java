package dev.serin.simulation.environment;

import dev.serin.canary.Weight;

/**
 * One release of one service, as drawn from a {@link ScenarioSet}. The nuisances are drawn independently of the fault: what
 * tells good from bad is the fault alone.
 *
 * @param requestsPerSecond in the long run
 * @param diurnal amplitude of a day's wave, 0..1
 * @param dayPhase where in the day the release starts, 0..1
 * @param burst standard deviation of the logarithm of the traffic from minute to minute
 */
public record Scenario(double requestsPerSecond, double diurnal, double dayPhase, double burst, Baseline baseline,
        Noise noise, Fault fault, WarmUp warmUp, Incident incident, Gaps gaps, double harmlessCpuFactor,
        int delayIntervals) {

    /**
     * The healthy service.
     *
     * @param errorShare 0..1
     * @param latencyP99Millis of a lognormal body and a slower lognormal component
     * @param bodySpread standard deviation of the body's logarithm
     * @param slowShare share of the requests in the slower component
     * @param slowFactor how many times slower its median is
     */
    public record Baseline(double errorShare, double latencyP99Millis, double bodySpread, double slowShare, double slowFactor) {
    }

    /**
     * Standard deviations of logarithms; noise lasts a minute, a host's offset for the whole release.
     *
     * @param errorsShared on both versions alike
     * @param errorsOwn on each version by itself
     * @param hostErrors constant difference of the canary's hosts
     * @param persistence correlation of a minute's own noise with the minute before, 0..1
     */
    public record Noise(double errorsShared, double errorsOwn, double latencyShared, double latencyOwn, double hostErrors,
            double hostLatency, double cpu, double persistence) {
    }

    /**
     * A new version that is slow at first.
     *
     * @param factor at the start; 1 for none
     * @param minutes after which 37 % is left
     * @param again how much of it comes back when all the traffic is new
     */
    public record WarmUp(double factor, double minutes, double again) {
    }

    /**
     * Something that hits both versions.
     *
     * @param lengthMinutes 0 for none
     * @param uneven standard deviation of the logarithm of how much more it hits the canary
     */
    public record Incident(double fromMinute, double lengthMinutes, double errors, double latencyFactor, double uneven) {

        boolean covers(double minute) {
            return minute >= fromMinute && minute < fromMinute + lengthMinutes;
        }
    }

    /**
     * Telemetry that does not arrive.
     *
     * @param share of the minutes
     * @param lengthMinutes of one gap on average
     */
    public record Gaps(double share, double lengthMinutes) {
    }

    /** Severity looks this far ahead. */
    static final double AHEAD_MINUTES = 15;

    /** @param latency of {@link #baseline} */
    Truth truthAt(double minute, LatencyModel latency) {
        double level = fault.levelAt(minute + AHEAD_MINUTES, Weight.FULL);
        double severity = fault.errorsAt(level)
                + ReleasedService.Harm.SLOW_SHARE * latency.excessSlowShare(fault.latencyFactorAt(level));
        return new Truth(fault.isBad(), fault.effect(), severity);
    }
}
