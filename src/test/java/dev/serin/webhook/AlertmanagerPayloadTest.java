package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.observation.ReportedAlert;

/** Alertmanager's own words: the files are what Alertmanager 0.25 sent. */
class AlertmanagerPayloadTest {

    private static final Path FILES = Path.of("src/test/resources/alertmanager");

    private static String file(String name) throws IOException {
        return Files.readString(FILES.resolve(name + ".json"));
    }

    private static AlertmanagerPayload read(String body) {
        return AlertmanagerPayload.read(body.getBytes(StandardCharsets.UTF_8), new ObjectMapper());
    }

    @Test
    void firingAlertsHaveNoEnd() throws IOException {
        AlertmanagerPayload payload = read(file("firing"));

        assertEquals("serin", payload.receiver());
        assertEquals(0, payload.truncated());
        assertEquals(new ReportedAlert("092fcb183f9acb90", true,
                Map.of("alertname", "CanaryHighErrorRate", "deployment", "podinfo", "job", "kube-state-metrics", "namespace",
                        "prod", "severity", "critical"),
                Instant.parse("2026-03-04T11:27:48.839Z"), Optional.empty()), payload.alerts().get(0));
        assertEquals("podinfo-primary", payload.alerts().get(1).labels().get("deployment"));
    }

    /** The status of the whole says firing. */
    @Test
    void eachAlertHasAStatusOfItsOwn() throws IOException {
        List<ReportedAlert> alerts = read(file("mixed")).alerts();

        assertEquals(List.of(false, true), alerts.stream().map(ReportedAlert::firing).toList());
        assertEquals(Optional.of(Instant.parse("2026-03-04T11:27:51.040Z")), alerts.get(0).endsAt());
        assertFalse(read(file("resolved")).alerts().get(0).firing());
    }

    @Test
    void whatWasLeftOutIsKnown() throws IOException {
        AlertmanagerPayload payload = read(file("truncated"));

        assertEquals("cut", payload.receiver());
        assertEquals(1, payload.truncated());
        assertEquals(1, payload.alerts().size());
    }

    @Test
    void whatANewerAlertmanagerAddsIsTolerated() throws IOException {
        String newer = file("firing").replace("\"version\"", "\"notification_reason\":\"repeat interval elapsed\",\"version\"")
                .replace("\"generatorURL\":", "\"new\":[1],\"generatorURL\":");
        assertEquals(read(file("firing")), read(newer));
    }

    /** An older one does not say how many it left out; a sender that is no Alertmanager may give no end. */
    @Test
    void whatIsNotNeededMayBeMissing() throws IOException {
        String older = file("firing").replace(",\"truncatedAlerts\":0", "").replace("\"endsAt\":\"0001-01-01T00:00:00Z\",", "");
        assertFalse(older.contains("endsAt"), older);
        assertEquals(read(file("firing")), read(older));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                    | ``           | body
            {                                                                     | ``           | body
            {                                                                     | [            | body
            "version":"4"                                                         | "version":"5" | version
            "version":"4"                                                         | "version":4  | version
            "version":"4"                                                         | "v":"4"      | version
            "alerts":                                                             | "old":       | alerts
            "alerts":[{                                                           | "alerts":[3,{ | alerts[0].status
            [{"status":"firing"                                                   | [{"status":"pending" | alerts[0].status
            "fingerprint":"596f4734a4a045f6"                                      | "fingerprint":"<b>" | alerts[1].fingerprint
            "fingerprint":"596f4734a4a045f6"                                      | "f":""       | alerts[1].fingerprint
            "startsAt":"2026-03-04T11:27:48.839766451Z"                           | "startsAt":"<b>" | alerts[0].startsAt
            "startsAt":"2026-03-04T11:27:48.839766451Z"                           | "s":""       | alerts[0].startsAt
            "startsAt":"2026-03-04T11:27:48.839766451Z"                           | "startsAt":"0001-01-01T00:00:00Z" | alerts[0].startsAt
            "labels":{                                                            | "labels":[],"l":{ | alerts[0].labels
            "severity":"critical"                                                 | "severity":5 | alerts[0].labels.severity
            """)
    void whatIsReallyWrongNamesTheField(String before, String after, String field) throws IOException {
        String body = before.isEmpty() ? "" : file("firing").replace(before, after);
        InvalidField invalid = assertThrows(InvalidField.class, () -> read(body));

        assertEquals(field, invalid.field());
        assertTrue(!invalid.getMessage().contains("<b>"), invalid.getMessage());
    }
}
