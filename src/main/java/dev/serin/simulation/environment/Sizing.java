package dev.serin.simulation.environment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Weight;
import dev.serin.guardrail.GuardrailSettings;

/**
 * How Serin is set for a service of so much traffic: the recommendation of the README's table, as numbers. Small steps and
 * short intervals need traffic to tell anything.
 *
 * @param fromRequestsPerSecond the least traffic it is meant for
 * @param interval of Flagger's analysis, a divisor of 60 s
 * @param urgency what a minute costs a learner, as a share of what it costs the busiest services
 * @param onTime how long a good release may take before a learner pays for being late
 */
public record Sizing(double fromRequestsPerSecond, Duration interval, GuardrailSettings guardrails, double urgency,
        Duration onTime) {

    /** Episodes end here: two versions are not kept for ever. */
    static final Duration DEADLINE = Duration.ofMinutes(90);

    /** Falling in traffic; the last one takes everything. */
    public static final List<Sizing> RECOMMENDED = List.of(of(50, 10, 5, 100, 30, 1, Duration.ofMinutes(9)),
            of(10, 20, 10, 60, 60, 0.4, DEADLINE), of(2, 30, 10, 30, 60, 0.25, DEADLINE),
            of(0, 60, 20, 20, 60, 0.15, DEADLINE));

    private static Sizing of(double fromRequestsPerSecond, int intervalSeconds, int firstWeight, int requests,
            int secondsAtWeight, double urgency, Duration onTime) {
        GuardrailSettings guardrails = new GuardrailSettings(new Weight(firstWeight), 30, Duration.ofSeconds(secondsAtWeight),
                requests,
                new Weight(80), 0.25, Duration.ofSeconds(10), 20, DEADLINE, List.of(), List.of(), List.of(), 0,
                false, Optional.empty());
        return new Sizing(fromRequestsPerSecond, Duration.ofSeconds(intervalSeconds), guardrails, urgency, onTime);
    }

    public static Sizing recommendedFor(ServiceFacts facts) {
        return RECOMMENDED.stream().filter(sizing -> facts.requestsPerSecond() >= sizing.fromRequestsPerSecond).findFirst()
                .orElse(RECOMMENDED.get(RECOMMENDED.size() - 1));
    }
}
