package dev.serin.events;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.serin.canary.Sha256;

/**
 * A CloudEvent that carries a CDEvent. The same event has the same id wherever and however often it is made.
 *
 * @param extensions further attributes, by name
 * @param data the CDEvent as JSON
 */
record CloudEvent(String id, URI source, String type, String subject, Instant time, Map<String, String> extensions,
        String data) {

    /** Of the trace context, version 0: an event leaves no span behind that anybody would have recorded. */
    private static final String TRACEPARENT = "00-%s-%s-00";

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    CloudEvent {
        extensions = Map.copyOf(extensions);
    }

    /** The same with these attributes added; one that is there already is replaced. */
    CloudEvent with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(extensions);
        all.putAll(more);
        return new CloudEvent(id, source, type, subject, time, all, data);
    }

    /** All events of one chain belong to one trace. */
    static String traceparent(String chain, String id) {
        return TRACEPARENT.formatted(digits(chain, TRACE_DIGITS), digits(chain + " " + id, SPAN_DIGITS));
    }

    private static String digits(String text, int count) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, count);
    }
}
