package dev.serin.simulation.service;

/** What a new revision turns out to be. Times are in intervals of the canary. */
public enum Fate {

    FINE("fine", End.PROMOTED),

    /** Up to 2.5 times slower at the start, decaying; cold replicas bring a part back, as in {@code docs/scenarios.md}. */
    WARMING_UP("fine, warming up", End.PROMOTED) {
        @Override
        Behaviour of(Behaviour healthy, Moment moment) {
            double cold = moment.coldShare() * Math.exp(-moment.sinceLastIncrease() / 0.75);
            return healthy.slowerBy(1 + 1.5 * cold);
        }
    },

    ERRORS("errors", End.ROLLED_BACK) {
        @Override
        Behaviour of(Behaviour healthy, Moment moment) {
            return healthy.withMoreErrors(0.08);
        }
    },

    LATENCY("latency", End.ROLLED_BACK) {
        @Override
        Behaviour of(Behaviour healthy, Moment moment) {
            return healthy.slowerBy(3);
        }
    },

    /** Grows with time and with the weight, slowly enough to look fine at first. */
    SLOW_LEAK("slow leak", End.ROLLED_BACK) {
        @Override
        Behaviour of(Behaviour healthy, Moment moment) {
            double leaked = moment.sinceStart() * (0.5 + moment.weight() / 20.0);
            return healthy.slowerBy(1 + 0.05 * leaked).withMoreErrors(0.002 * leaked);
        }
    },

    BAD_AT_HIGH_WEIGHT("bad at 40 % or more", End.ROLLED_BACK) {
        @Override
        Behaviour of(Behaviour healthy, Moment moment) {
            return moment.weight() >= 40 ? healthy.withMoreErrors(0.10).slowerBy(1.8) : healthy;
        }
    },

    /** The release is fine; the environment fails both versions for a while. */
    INCIDENT("incident on both versions", End.PROMOTED) {
        @Override
        Behaviour environment(Behaviour any, Moment moment) {
            boolean during = moment.sinceStart() >= 4 && moment.sinceStart() < 9;
            return during ? any.withMoreErrors(0.04).slowerBy(1.5) : any;
        }
    },

    /** Fine, but nobody can tell for a long time. */
    HARDLY_ANY_TRAFFIC("hardly any traffic", End.STILL_HOLDING_OR_PROMOTED) {
        @Override
        double trafficFactor() {
            return 0.001;
        }
    };

    /** How the release should end. */
    public enum End {
        PROMOTED,
        ROLLED_BACK,
        STILL_HOLDING_OR_PROMOTED
    }

    /**
     * Where a release stands.
     *
     * @param sinceStart intervals since the canary got its pods
     * @param sinceLastIncrease intervals since its weight last rose
     * @param coldShare how much of what it serves was cold then, 0..1: all of it at the start
     * @param weight the canary's, 0..100
     */
    record Moment(double sinceStart, double sinceLastIncrease, double coldShare, int weight) {
    }

    private final String words;
    private final End rightEnd;

    Fate(String words, End rightEnd) {
        this.words = words;
        this.rightEnd = rightEnd;
    }

    /** How the new revision answers, given how a healthy one would. */
    Behaviour of(Behaviour healthy, Moment moment) {
        return healthy;
    }

    /** What happens to either version while this release is on its way. */
    Behaviour environment(Behaviour any, Moment moment) {
        return any;
    }

    /** How much of the service's usual traffic there is. */
    double trafficFactor() {
        return 1;
    }

    public End rightEnd() {
        return rightEnd;
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }
}
