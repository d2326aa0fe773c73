package dev.serin.simulation.environment;

import java.util.random.RandomGenerator;

/** What chance does to a service. It lasts a minute, so that looking more often does not tell more about it. */
final class MinuteNoise {

    private static final double BURST_KEPT = 0.7;

    private final Scenario scenario;
    private final RandomGenerator random;
    private final double hostErrors;
    private final double hostLatency;
    private final double unevenness;
    private int minute = -1;
    private boolean gap;
    private double burst;
    private double sharedErrors;
    private double sharedLatency;
    private double canaryErrors;
    private double primaryErrors;
    private double canaryLatency;
    private double primaryLatency;
    private double canaryCpu;
    private double primaryCpu;
    private Factors factors = new Factors(1, 1, 1, 1, 1, 1);

    /** What the present minute multiplies by. Looked at several times a minute, worked out once. */
    private record Factors(double traffic, double sharedErrors, double canaryErrors, double primaryErrors,
            double canaryLatency, double primaryLatency) {
    }

    MinuteNoise(Scenario scenario, RandomGenerator random) {
        this.scenario = scenario;
        this.random = random;
        this.hostErrors = scenario.noise().hostErrors() * random.nextGaussian();
        this.hostLatency = scenario.noise().hostLatency() * random.nextGaussian();
        this.unevenness = Math.exp(scenario.incident().uneven() * random.nextGaussian());
        this.burst = scenario.burst() * random.nextGaussian();
        this.gap = random.nextDouble() < scenario.gaps().share();
    }

    void moveTo(int newMinute) {
        while (minute < newMinute) {
            minute++;
            next();
        }
    }

    private void next() {
        Scenario.Noise noise = scenario.noise();
        burst = BURST_KEPT * burst + Math.sqrt(1 - BURST_KEPT * BURST_KEPT) * scenario.burst() * random.nextGaussian();
        sharedErrors = noise.errorsShared() * random.nextGaussian();
        sharedLatency = noise.latencyShared() * random.nextGaussian();
        canaryErrors = own(canaryErrors, noise.errorsOwn());
        primaryErrors = own(primaryErrors, noise.errorsOwn());
        canaryLatency = own(canaryLatency, noise.latencyOwn());
        primaryLatency = own(primaryLatency, noise.latencyOwn());
        canaryCpu = noise.cpu() * random.nextGaussian();
        primaryCpu = noise.cpu() * random.nextGaussian();
        gap = gapContinues();
        factors = new Factors(Math.exp(burst), Math.exp(sharedErrors), Math.exp(sharedErrors + canaryErrors + hostErrors),
                Math.exp(sharedErrors + primaryErrors), Math.exp(sharedLatency + canaryLatency + hostLatency),
                Math.exp(sharedLatency + primaryLatency));
    }

    /** Spreads alike in every minute: the first one, which has none before it, is drawn in full. */
    private double own(double before, double deviation) {
        double kept = minute == 0 ? 0 : scenario.noise().persistence();
        return kept * before + Math.sqrt(1 - kept * kept) * deviation * random.nextGaussian();
    }

    /** A two-state chain with the wanted share and mean length of gaps. */
    private boolean gapContinues() {
        double share = scenario.gaps().share();
        double end = 1 / scenario.gaps().lengthMinutes();
        double chance = gap ? 1 - end : Math.min(1, share * end / (1 - share));
        return random.nextDouble() < chance;
    }

    boolean isGap() {
        return gap;
    }

    double traffic() {
        return factors.traffic();
    }

    double sharedErrors() {
        return factors.sharedErrors();
    }

    double canaryErrors() {
        return factors.canaryErrors();
    }

    double primaryErrors() {
        return factors.primaryErrors();
    }

    double canaryLatency() {
        return factors.canaryLatency();
    }

    double primaryLatency() {
        return factors.primaryLatency();
    }

    double canaryCpu() {
        return 1 + canaryCpu;
    }

    double primaryCpu() {
        return 1 + primaryCpu;
    }

    /** How many times harder an incident hits the canary. */
    double unevenness() {
        return unevenness;
    }
}
