package dev.serin.monitoring;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

import dev.serin.canary.HookType;
import dev.serin.rollout.RolloutConfig;
import dev.serin.webhook.HookAnswered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Tracer;

/**
 * Times hooks, and gives each a span that goes on with the caller's trace. The span is made here and not by the HTTP server,
 * which would write the address into it: that ends with a token.
 */
@ApplicationScoped
class HookMeters {

    private static final String UNKNOWN = "unknown";

    private final RolloutConfig config;
    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Timer budgetLeft;

    HookMeters(RolloutConfig config, MeterRegistry registry, Tracer tracer) {
        this.config = config;
        this.registry = registry;
        this.tracer = tracer;
        for (BlindReason reason : BlindReason.values()) {
            blind(reason);
        }
        this.budgetLeft = Buckets.CALL.timer("serin.budget.left", "What was left of a hook's budget when it was answered",
                registry);
    }

    /**
     * @param type as the path has it
     * @param headers gives the value of a header, null where there is none
     */
    HookSpan begin(String type, UnaryOperator<String> headers) {
        String hook = HookType.of(type).map(HookType::wire).orElse(UNKNOWN);
        return HookSpan.begin(tracer, hook, headers, Timer.start(registry));
    }

    /** Callers that Serin does not know must not make it look quick. */
    void end(HookSpan call, int status) {
        call.end(status);
        if (status != Response.Status.UNAUTHORIZED.getStatusCode()
                && status != Response.Status.TOO_MANY_REQUESTS.getStatusCode()) {
            long nanos = call.time().stop(Buckets.CALL.timer("serin.hook", "From the arrival of a hook to its answer", registry,
                    "hook", call.hook()));
            measureBudget(call.hook(), nanos);
        }
    }

    void answered(@Observes HookAnswered hook) {
        BlindReason.of(hook.outcome()).ifPresent(reason -> blind(reason).increment());
    }

    private Counter blind(BlindReason reason) {
        return Counter.builder("serin.hooks.blind").description("Hooks that were answered without something that they need")
                .tag("reason", reason.word()).register(registry);
    }

    /** An event is only noted: it has no budget. */
    private void measureBudget(String hook, long nanos) {
        if (!hook.equals(HookType.EVENT.wire()) && !hook.equals(UNKNOWN)) {
            budgetLeft.record(Math.max(0, config.budget().toNanos() - nanos), TimeUnit.NANOSECONDS);
        }
    }
}
