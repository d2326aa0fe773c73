package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import dev.serin.observation.Alertmanagers;
import io.quarkus.runtime.configuration.DurationConverter;

/** The receivers that people copy work with Alertmanager and with Serin's defaults. */
class AlertmanagerReceiverTest {

    private static final String OPERATOR = "k8s/monitoring/alertmanager-receiver.yaml";
    private static final String PLAIN = "k8s/alertmanager.yml";

    private static Map<?, ?> document(String file, int index) throws IOException {
        List<Map<?, ?>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(Path.of(file)))
                .forEach(document -> documents.add((Map<?, ?>) document));
        return documents.get(index);
    }

    private static Object at(Object yaml, Object... path) {
        Object found = yaml;
        for (Object step : path) {
            found = step instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    /** By Alertmanager's own tool. */
    @Test
    void alertmanagerAcceptsTheConfiguration() throws IOException, InterruptedException {
        amtool("check-config", PLAIN);
        assertTrue(takersOf("severity=critical").contains("serin,people"), "who is told so far still is");
        assertTrue(takersOf("severity=info").contains("people"));
    }

    private static List<String> takersOf(String label) throws IOException, InterruptedException {
        return amtool("config", "routes", "test", "--config.file=" + PLAIN, label).lines().toList();
    }

    /** What it prints. */
    private static String amtool(String... arguments) throws IOException, InterruptedException {
        Process process = started(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static Process started(String... arguments) {
        List<String> command = new ArrayList<>(List.of("amtool"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "This test needs amtool. Install it: apt-get install -y prometheus-alertmanager", e);
        }
    }

    @Test
    void anAlertThatFiresIsRepeatedTwiceBeforeItExpires() throws IOException {
        Duration expires = Alertmanagers.config(Map.of()).expireAfter();
        for (Object repeat : List.of(at(document(OPERATOR, 0), "spec", "route", "repeatInterval"),
                at(document(PLAIN, 0), "route", "routes", 0, "repeat_interval"))) {
            assertTrue(DurationConverter.parseDuration(repeat.toString()).multipliedBy(2).compareTo(expires) < 0,
                    repeat.toString());
        }
    }

    @Test
    void bothSayTheSame() throws IOException {
        Object operator = document(OPERATOR, 0);
        Object plain = document(PLAIN, 0);
        Object webhook = at(operator, "spec", "receivers", 0, "webhookConfigs", 0);
        Object other = at(plain, "receivers", 1, "webhook_configs", 0);

        assertEquals("/alertmanager", URI.create(at(webhook, "url").toString()).getPath());
        assertEquals(at(webhook, "url"), at(other, "url"));
        assertEquals(List.of(true, 0), List.of(at(webhook, "sendResolved"), at(webhook, "maxAlerts")));
        assertEquals(List.of(true, 0), List.of(at(other, "send_resolved"), at(other, "max_alerts")));
        assertEquals(at(operator, "spec", "route", "groupWait"), at(plain, "route", "routes", 0, "group_wait"));
        assertEquals(true, at(operator, "spec", "route", "continue"));
        // The Secret is made by hand: one in the file would overwrite it with a token that everybody knows.
        assertTrue(Files.readString(Path.of("docs/install.md")).contains(
                "create secret generic " + at(webhook, "httpConfig", "authorization", "credentials", "name") + " "));
    }
}
