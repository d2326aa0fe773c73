package dev.serin.observation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.InvalidField;

/**
 * One alert as Alertmanager reports it, in a webhook's payload and in its API alike. Times are whole milliseconds: the API has
 * no more, the payload has nanoseconds, and both must name the same episode.
 *
 * @param fingerprint Alertmanager's hash of the labels
 * @param firing false when it ended
 * @param startsAt when it began to fire
 * @param endsAt when it ended or is going to; empty while that is open
 */
public record ReportedAlert(String fingerprint, boolean firing, Map<String, String> labels, Instant startsAt,
        Optional<Instant> endsAt) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final String REMEDY = "send it as Alertmanager does";

    public ReportedAlert {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads what payload and API have in common; fields that a newer Alertmanager adds are passed over.
     *
     * @param where the alert stands, for messages: {@code alerts[3]}
     * @throws InvalidField when a field is missing or of another shape
     */
    public static ReportedAlert read(JsonNode alert, boolean firing, String where) {
        String fingerprint = text(alert, "fingerprint", where);
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw invalid(where, "fingerprint");
        }
        return new ReportedAlert(fingerprint, firing, labels(alert, where),
                time(alert, "startsAt", where).orElseThrow(() -> invalid(where, "startsAt")), time(alert, "endsAt", where));
    }

    /** The same, its end left open. */
    ReportedAlert open() {
        return new ReportedAlert(fingerprint, firing, labels, startsAt, Optional.empty());
    }

    private static Map<String, String> labels(JsonNode alert, String where) {
        JsonNode object = alert.path("labels");
        if (!object.isObject()) {
            throw invalid(where, "labels");
        }
        Map<String, String> labels = new HashMap<>();
        object.fields().forEachRemaining(label -> labels.put(label.getKey(), text(object, label.getKey(), where + ".labels")));
        return labels;
    }

    /** Go's zero time stands for none. */
    private static Optional<Instant> time(JsonNode alert, String field, String where) {
        if (alert.path(field).isMissingNode()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text(alert, field, where)).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return Optional.of(time).filter(Instant.EPOCH::isBefore);
        } catch (DateTimeException e) {
            throw invalid(where, field);
        }
    }

    private static String text(JsonNode object, String field, String where) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw invalid(where, field);
        }
        return value.textValue();
    }

    private static InvalidField invalid(String where, String field) {
        return new InvalidField(where + "." + field, "is missing or cannot be read", REMEDY);
    }
}
