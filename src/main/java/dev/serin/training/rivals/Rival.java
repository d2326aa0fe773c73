package dev.serin.training.rivals;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * A rule that a team could use instead of Serin. Moves the traffic itself, once per interval; no guardrail stands behind it.
 */
public interface Rival {

    /** Short and unique, as in the benchmark's tables: {@code flagger-default}. */
    String name();

    /** How often it looks and moves: a divisor of 60 s. */
    Duration interval();

    /**
     * A new release of one service.
     *
     * @param facts what the team knows of its service; only per-service rules use it
     * @param truth for the oracle alone
     * @param random for rules that draw
     */
    Run start(ServiceFacts facts, Truth truth, RandomGenerator random);

    /** One release under this rule. Keeps what it has seen. */
    @FunctionalInterface
    interface Run {

        /**
         * Asked at the end of each interval; the answer takes effect at once. The first time the weight is 0 and the canary has
         * had no request.
         *
         * @param newest the interval that has just ended; may be missing
         * @param weight the canary's during that interval
         * @return hold, advance to any weight from 1 to 99 (a smaller one than before is allowed), promote, or rollback
         */
        Proposal next(Interval newest, Weight weight);

        /** What the rule believes after its last answer, 0..1; empty for rules that state no probability. */
        default OptionalDouble badProbability() {
            return OptionalDouble.empty();
        }
    }
}
