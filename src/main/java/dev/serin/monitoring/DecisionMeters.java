package dev.serin.monitoring;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.serin.canary.Action;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;
import dev.serin.policy.Explanation;
import dev.serin.policy.Opinion;
import dev.serin.policy.PolicyConfig;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** Counts decisions, and what led to them. Every label has a fixed list of words. */
@Startup
@ApplicationScoped
class DecisionMeters {

    /** What a policy can want. */
    private static final List<Action> WANTED = List.of(Action.HOLD, Action.ADVANCE, Action.PROMOTE, Action.ROLLBACK);

    private final MeterRegistry registry;

    /** Rare things are there from the start, at 0: a rate needs a value before the first one. */
    DecisionMeters(PolicyConfig policy, MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("serin.policy.in.use", () -> 1).description("1 for the policy that the configuration names")
                .tag("policy", policy.name().word()).register(registry);
        for (FallbackReason reason : FallbackReason.values()) {
            fallbacks(reason);
        }
        WANTED.forEach(action -> WANTED.stream().filter(opinion -> opinion != action)
                .forEach(opinion -> disagreements(action, opinion)));
    }

    @Incoming(DecisionStream.CHANNEL)
    void count(DecisionMade made) {
        if (!made.isRepeated()) {
            count(made.ruling());
        }
    }

    private void count(Ruling ruling) {
        Counter.builder("serin.decisions").description("Decisions that the journal has, by what was done and why")
                .tag("action", ruling.decision().action().word()).tag("reason", DecisionReason.of(ruling)).register(registry)
                .increment();
        ruling.verdicts().forEach(this::count);
        ruling.explanation().ifPresent(explanation -> count(ruling, explanation));
    }

    private void count(Verdict verdict) {
        String word = verdict instanceof Verdict.Allow ? "allow" : verdict instanceof Verdict.Replace ? "replace" : "withhold";
        Counter.builder("serin.guardrail.verdicts").description("Verdicts of the guardrails").tag("guardrail", verdict.rule())
                .tag("verdict", word).register(registry).increment();
    }

    private void count(Ruling ruling, Explanation explanation) {
        explanation.fallback().ifPresent(why -> fallbacks(FallbackReason.of(why)).increment());
        explanation.secondOpinion().map(Opinion::proposal).filter(second -> second.action() != ruling.wanted().action())
                .ifPresent(second -> disagreements(ruling.wanted().action(), second.action()).increment());
    }

    private Counter fallbacks(FallbackReason reason) {
        return Counter.builder("serin.fallbacks").description("Decisions for which the sequential test stepped in")
                .tag("reason", reason.word()).register(registry);
    }

    private Counter disagreements(Action action, Action opinion) {
        return Counter.builder("serin.disagreements")
                .description("Decisions on which the sequential test would have wanted something else than the policy")
                .tag("action", action.word()).tag("opinion", opinion.word()).register(registry);
    }
}
