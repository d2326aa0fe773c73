package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.Outage;
import dev.serin.observation.StubServer.Response;

/** What is asked of Alertmanager's API, and what is made of its answers; a real one is asked in RealAlertmanagerTest. */
class AlertmanagerClientTest {

    private static final Path ANSWER = Path.of("src/test/resources/alertmanager/api-v2-alerts.json");

    @TempDir
    Path folder;
    private StubServer alertmanager;

    @BeforeEach
    void start() throws IOException {
        String answer = Files.readString(ANSWER);
        alertmanager = new StubServer().answering(request -> Response.json(200, answer));
    }

    @AfterEach
    void stop() {
        alertmanager.close();
    }

    private AlertmanagerClient client(Map<String, String> settings) {
        return new AlertmanagerClient(Alertmanagers.config(settings), new ObjectMapper());
    }

    private AlertmanagerClient client() {
        return client(Map.of("query.url", alertmanager.url() + "/am/"));
    }

    /** The API tells when an alert would end if Prometheus went silent; that is not when it ends. */
    @Test
    void theAlertsAreThoseOfACallButForTheirEnd() {
        ReportedAlert second = client().firing("cut").get(1);

        assertEquals(new ReportedAlert("9b24fb601b593443", true, Map.of("alertname", "CanaryHighErrorRate", "cut", "yes",
                "deployment", "podinfo", "job", "kube-state-metrics", "namespace", "prod", "severity", "critical"),
                Instant.parse("2026-03-04T11:27:56.544Z"), Optional.empty()), second);
    }

    @Test
    void onlyWhatThisReceiverWouldGetIsAskedFor() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a-token\n");
        client(Map.of("query.url", alertmanager.url().toString(), "query.bearer-token-file", token.toString()))
                .firing("monitoring/serin/serin (v1.0)");

        StubServer.Request asked = alertmanager.requests.get(0);
        assertEquals(
                "active=true&silenced=false&inhibited=false&unprocessed=false&receiver=monitoring/serin/serin \\(v1\\.0\\)",
                asked.address().getQuery().replace('+', ' '));
        assertEquals(List.of("Bearer a-token"), asked.headers().get("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "not JSON", "[{}]", "[[]]", "[{\"fingerprint\": \"<b>\"}]" })
    void anythingElseIsAnOutage(String body) {
        alertmanager.answering(request -> Response.json(200, body));
        assertThrows(Outage.class, () -> client().firing("serin"));
    }

    @Test
    void anErrorAndSilenceAreOutagesToo() {
        alertmanager.answering(request -> Response.json(401, "{}"));
        Outage refused = assertThrows(Outage.class, () -> client().firing("serin"));
        assertTrue(refused.getMessage().contains("401"), refused.getMessage());
        alertmanager.close();
        assertThrows(Outage.class, () -> client().firing("serin"));
        assertThrows(Outage.class, () -> client(Map.of()).firing("serin"));
    }

    @Test
    void anAnswerBeyondTheBoundIsNotRead() {
        assertThrows(Outage.class, () -> client(Map.of("query.url", alertmanager.url().toString(), "query.answer-bytes-max",
                "100")).firing("serin"));
    }
}
