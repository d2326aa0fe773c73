package dev.serin.rollout;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/** The {@code traceparent} header of W3C's Trace Context, for whatever goes out. */
public final class Traceparent {

    private static final String HEADER = "traceparent";

    private Traceparent() {
    }

    /** Of what is being done on this thread; empty where nothing is traced. */
    public static Optional<String> current() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, Map::put);
        return Optional.ofNullable(headers.get(HEADER));
    }
}
