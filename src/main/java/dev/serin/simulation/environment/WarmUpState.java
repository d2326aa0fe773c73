package dev.serin.simulation.environment;

import dev.serin.canary.Weight;

/** How slow the new version still is: falls with time, rises again when more traffic brings cold replicas. */
final class WarmUpState {

    private final Scenario.WarmUp warmUp;
    private int percent;
    private double left;

    WarmUpState(Scenario.WarmUp warmUp) {
        this.warmUp = warmUp;
    }

    /** The factor on latency at the middle of a stretch of time. */
    double over(Weight weight, double minutes) {
        if (warmUp.factor() == 1) {
            return 1;
        }
        if (weight.percent() > percent) {
            double colder = percent == 0 ? 1 : warmUp.again() * (weight.percent() - percent) / weight.percent();
            left = Math.min(1, left + colder);
        }
        percent = weight.percent();
        double atMiddle = left * Math.exp(-minutes / 2 / warmUp.minutes());
        left *= Math.exp(-minutes / warmUp.minutes());
        return 1 + (warmUp.factor() - 1) * atMiddle;
    }
}
