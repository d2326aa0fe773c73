package dev.serin.rollout;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** The {@code traceparent} header of W3C's Trace Context, for whatever goes out. */
public final class Traceparent {

    private static final String HEADER = "traceparent";
    private static final ContextKey<Context> CALLER = ContextKey.named("serin-caller");

    private Traceparent() {
    }

    /** The context of a call, such that {@link #ofCaller()} finds it below whatever spans are begun in it. */
    public static Context arrived(Context caller) {
        return caller.with(CALLER, caller);
    }

    /** Of what is being done on this thread; empty where nothing is traced. */
    static Optional<String> current() {
        return of(Context.current());
    }

    /**
     * As the caller sent it, passed on unchanged where Serin's own traces are off: OpenTelemetry goes on to make spans then,
     * sampled ones too, but nobody will ever see them.
     */
    static Optional<String> ofCaller() {
        return Optional.ofNullable(Context.current().get(CALLER)).flatMap(Traceparent::of);
    }

    private static Optional<String> of(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return Optional.ofNullable(headers.get(HEADER));
    }
}
