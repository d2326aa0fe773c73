package dev.serin.rollout;

import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/**
 * What a trace shows of the guardrails. They take microseconds, inside the one pure decision: each verdict is an event of its
 * span, not a span.
 */
final class Guarding {

    private Guarding() {
    }

    /** Tells the current span, if there is one, and passes the ruling on. */
    static Ruling traced(Ruling ruling) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute("decision", ruling.id()).setAttribute("action", ruling.decision().action().word())
                    .setAttribute("policy", ruling.policy().name()).setAttribute("wanted", ruling.wanted().action().word());
            ruling.verdicts().forEach(verdict -> span.addEvent("guard", attributes(verdict)));
        }
        return ruling;
    }

    private static Attributes attributes(Verdict verdict) {
        return Attributes.builder().put("guardrail", verdict.rule()).put("verdict", verdict.getClass().getSimpleName())
                .put("reason", verdict.reason()).build();
    }
}
