package dev.serin.simulation.environment;

import dev.serin.canary.Weight;

/**
 * What is wrong with a release. A good one has {@link #NONE}.
 *
 * @param effect its class, as scenario files call it
 * @param errors share of requests that fail on top, 0..1
 * @param latencyFactor how many times slower it answers, 1 or more
 * @param cpuFactor how many times more CPU time a request takes
 * @param fromWeight the share of the traffic, 0..1, from which on it shows
 * @param fromMinute minutes after the first traffic from which on it shows
 * @param growing whether errors and slowness are per minute of growth at full traffic, as with a leak, and not at once
 */
public record Fault(String effect, double errors, double latencyFactor, double cpuFactor, double fromWeight,
        double fromMinute, boolean growing) {

    public static final Fault NONE = new Fault("none", 0, 1, 1, 0, 0, false);

    /** A leak grows even with little traffic: background work leaks too. */
    private static final double IDLE_GROWTH = 0.2;
    private static final double GROWTH_MAX = 40;

    public boolean isBad() {
        return this != NONE;
    }

    /** How strongly it shows: 0 not at all, 1 as given; a growing one by the minute, up to 40. */
    public double levelAt(double minute, Weight weight) {
        double share = weight.percent() / 100.0;
        if (minute < fromMinute || share < fromWeight) {
            return 0;
        }
        return growing ? Math.min(GROWTH_MAX, (minute - fromMinute) * (IDLE_GROWTH + (1 - IDLE_GROWTH) * share)) : 1;
    }

    public double errorsAt(double level) {
        return Math.min(1, errors * level);
    }

    public double latencyFactorAt(double level) {
        return 1 + (latencyFactor - 1) * level;
    }

    public double cpuFactorAt(double level) {
        return level > 0 ? cpuFactor : 1;
    }
}
