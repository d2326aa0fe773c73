package dev.serin.monitoring;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.serin.rollout.Traceparent;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;

/**
 * A hook under way.
 *
 * @param hook its type as in the path, or {@code unknown}
 * @param scope in which everything done for it belongs to its trace
 */
record HookSpan(String hook, Timer.Sample time, Span span, Scope scope) {

    private static final TextMapGetter<UnaryOperator<String>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(UnaryOperator<String> headers) {
            return List.of();
        }

        @Override
        public String get(UnaryOperator<String> headers, String name) {
            return headers.apply(name);
        }
    };

    /** @param headers gives the value of a header, null where there is none */
    static HookSpan begin(Tracer tracer, String hook, UnaryOperator<String> headers, Timer.Sample time) {
        Context caller = Traceparent
                .arrived(W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS));
        Span span = tracer.spanBuilder("hook " + hook).setParent(caller).setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "POST").startSpan();
        return new HookSpan(hook, time, span, caller.with(span).makeCurrent());
    }

    void end(int status) {
        scope.close();
        span.setAttribute("http.response.status_code", status).end();
    }
}
