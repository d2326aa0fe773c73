package dev.serin.policy;

import java.util.random.RandomGenerator;

/** What becomes of a simulated release: how its canary differs from the primary, minute by minute. */
enum Fate {
    FINE(true),
    WARM_UP(true) {
        @Override
        double slowdown(Minute minute) {
            return 1 + (minute.weight() == 5 ? 1 : 0.5) * minute.nuisance()
                    * Math.exp(-minute.minutesAtWeight() / minute.tau());
        }
    },
    INCIDENT_ON_BOTH(true) {
        @Override
        double errorsOnBoth(Minute minute) {
            return minute.minute() >= 4 && minute.minute() < 12 ? 0.05 : 0;
        }

        @Override
        double slowdownOfBoth(Minute minute) {
            return minute.minute() >= 4 && minute.minute() < 12 ? 2 : 1;
        }
    },
    HARDLY_ANY_TRAFFIC(true),
    ERRORS_HALF_PERCENT(false) {
        @Override
        double extraErrors(Minute minute) {
            return 0.005;
        }
    },
    ERRORS_ONE_PERCENT(false) {
        @Override
        double extraErrors(Minute minute) {
            return 0.01;
        }
    },
    ERRORS_FIVE_PERCENT(false) {
        @Override
        double extraErrors(Minute minute) {
            return 0.05;
        }
    },
    ERRORS_ONE_PERCENT_AND_WARM_UP(false) {
        @Override
        double extraErrors(Minute minute) {
            return 0.01;
        }

        @Override
        double slowdown(Minute minute) {
            return WARM_UP.slowdown(minute);
        }
    },
    SLOWER_BY_HALF(false) {
        @Override
        double slowdown(Minute minute) {
            return 1.5;
        }
    },
    TWICE_AS_SLOW(false) {
        @Override
        double slowdown(Minute minute) {
            return 2;
        }
    },
    LEAK(false) {
        @Override
        double slowdown(Minute minute) {
            return 1 + 0.15 * Math.max(0, minute.minute() - 3);
        }

        @Override
        double extraErrors(Minute minute) {
            return 0.002 * Math.max(0, minute.minute() - 3);
        }
    },
    SATURATION(false) {
        @Override
        double slowdown(Minute minute) {
            return minute.weight() >= 40 ? 2.5 : 1;
        }

        @Override
        double extraErrors(Minute minute) {
            return minute.weight() >= 40 ? 0.01 : 0;
        }
    };

    /**
     * One minute of a release.
     *
     * @param nuisance how much slower a warm-up begins: 0.5 is 1.5 times
     * @param tau of the warm-up in minutes
     */
    record Minute(int minute, int minutesAtWeight, int weight, double nuisance, double tau) {
    }

    private final boolean good;

    Fate(boolean good) {
        this.good = good;
    }

    boolean isGood() {
        return good;
    }

    /** Requests per second over both versions. */
    double rate(RandomGenerator random) {
        return this == HARDLY_ANY_TRAFFIC ? 0.5 : 20 * Math.exp(random.nextDouble() * Math.log(100));
    }

    double slowdown(Minute minute) {
        return 1;
    }

    double extraErrors(Minute minute) {
        return 0;
    }

    double errorsOnBoth(Minute minute) {
        return 0;
    }

    double slowdownOfBoth(Minute minute) {
        return 1;
    }
}
