package dev.serin.simulation.environment;

import java.time.Duration;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;

/**
 * A service while one release is on its way: drawn from a scenario, or replayed from a recorded trace. Deterministic, given its
 * seed and the weights it is asked for. Used once, from the start of the release to its end.
 */
public interface ReleasedService {

    /**
     * Lets time pass.
     *
     * @param weight the canary's share of the traffic during all of it
     * @param length a divisor of 60 s, so that what lasts a minute looks the same however often one looks
     */
    Served serve(Weight weight, Duration length);

    /** What a team knows of its own service before the release. */
    ServiceFacts facts();

    /** What nobody knows. For rewards, scores and the oracle alone: a policy never sees it. */
    Truth truth();

    /**
     * What happened in one stretch of time.
     *
     * @param seen as Prometheus would tell it; may be missing
     * @param harm what the canary's faults cost users, in full-traffic-seconds
     */
    record Served(Interval seen, Harm harm) {
    }

    /**
     * Harm in full-traffic-seconds: 1 is a second in which all the service's requests fail; at 100 requests per second 100 of
     * them.
     *
     * @param errors requests that failed and would not have on the primary
     * @param slow requests slower than the primary's true 99th percentile that would not have been; weighs
     *        {@link #SLOW_SHARE} of an error
     */
    record Harm(double errors, double slow) {

        public static final Harm NONE = new Harm(0, 0);
        public static final double SLOW_SHARE = 0.2;

        public double total() {
            return errors + SLOW_SHARE * slow;
        }

        public Harm plus(Harm other) {
            return new Harm(errors + other.errors, slow + other.slow);
        }
    }
}
