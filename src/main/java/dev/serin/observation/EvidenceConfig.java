package dev.serin.observation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the evidence regards as harmless; {@link Tolerances} says how each number is used and checks its range. */
@ConfigMapping(prefix = "serin.evidence")
public interface EvidenceConfig {

    /** Failed requests. */
    Errors errors();

    /** Slow requests: beyond the primary's usual 65th and 95th percentile. */
    Slow slow();

    /** How much the ratio of the versions wanders between intervals for no reason, as standard deviation of its logarithm. */
    @WithDefault("0.25")
    double noise();

    /** Latencies below this many milliseconds are never called slow: nobody feels them. */
    @WithDefault("10")
    double harmlessLatencyMillis();

    /**
     * How much slower a canary may be right after its weight changed, as logarithm of an odds ratio: 4 is about 3 to
     * 4 times slower.
     */
    @WithDefault("4")
    double warmUpAllowance();

    /** How long a warm-up takes to fall to 37 %. */
    @WithDefault("4m")
    Duration warmUp();

    default Tolerances tolerances() {
        return new Tolerances(errors().tolerance(), slow().tolerance(), noise(), harmlessLatencyMillis(), warmUpAllowance(),
                warmUp());
    }

    interface Errors {

        /** Worse means at least this many times the primary's share of errors. */
        @WithDefault("1.5")
        double worseRatio();

        /** Safe means less than this many times the primary's share of errors. */
        @WithDefault("2")
        double safeRatio();

        /** Up to this share of errors nothing is worse than tolerated: one in a thousand. */
        @WithDefault("0.001")
        double harmlessShare();

        /** Below this share of errors a canary is safe, whatever the primary's is: five in a thousand. */
        @WithDefault("0.005")
        double toleratedShare();

        default Tolerance tolerance() {
            return new Tolerance(worseRatio(), safeRatio(), harmlessShare(), toleratedShare());
        }
    }

    interface Slow {

        /** Worse means at least this many times the primary's odds of a slow request. 1.7 is about 1.2 times slower. */
        @WithDefault("1.7")
        double worseRatio();

        /** Safe means less than this many times the primary's odds of a slow request. */
        @WithDefault("2.2")
        double safeRatio();

        /** Up to this share of slow requests nothing is worse than tolerated. */
        @WithDefault("0.02")
        double harmlessShare();

        /** Below this share of slow requests a canary is safe, whatever the primary's is. */
        @WithDefault("0.05")
        double toleratedShare();

        default Tolerance tolerance() {
            return new Tolerance(worseRatio(), safeRatio(), harmlessShare(), toleratedShare());
        }
    }
}
