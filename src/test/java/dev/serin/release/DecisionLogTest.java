package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The log as programs read it, and a collector of traces that nobody turned on. */
@QuarkusTest
@TestProfile(DecisionLogTest.Profile.class)
class DecisionLogTest {

    private static final int PATIENCE = 150;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of("namespace", "canary", "release", "decision", "action", "from", "to",
            "reason", "policy", "mode", "change", "millis");

    /** Writes the log as JSON into a file, too, and names a collector that listens. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(new EmbeddedWorld.Profile().getConfigOverrides());
            overrides.put("quarkus.log.file.enabled", "true");
            overrides.put("quarkus.log.file.json.enabled", "true");
            overrides.put("quarkus.log.file.path", logFile().toString());
            overrides.put("quarkus.otel.bsp.schedule.delay", "10ms");
            return overrides;
        }

        private static Path logFile() {
            try {
                return Files.createTempDirectory("serin-log").resolve("serin.log");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class), new TestResourceEntry(Collector.class));
        }
    }

    /** Listens where traces would go. */
    public static final class Collector implements QuarkusTestResourceLifecycleManager {

        private ServerSocket socket;

        @Override
        public Map<String, String> start() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                return Map.of("quarkus.otel.exporter.otlp.endpoint", "http://localhost:" + socket.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void hearsNothing() throws IOException {
            socket.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, socket::accept);
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(this, new TestInjector.MatchesType(Collector.class));
        }

        @Override
        public void stop() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    EmbeddedWorld embedded;
    Collector collector;

    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    private void play(CanaryRef canary, Fate fate, World.Outcome end) {
        embedded.deploy(canary, fate);
        assertEquals(end, embedded.end(canary, PATIENCE));
    }

    private List<JsonNode> decisions(CanaryRef canary) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = JSON.readTree(line);
            JsonNode fields = entry.path("mdc");
            if (fields.has("decision") && fields.path("canary").asText().equals(canary.name())) {
                assertEquals("INFO", entry.get("level").asText());
                lines.add(fields);
            }
        }
        return lines;
    }

    private static Set<String> keys(JsonNode line) {
        Set<String> keys = new TreeSet<>();
        line.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void eachDecisionIsOneLineAtInfoWithTheSameKeys() throws IOException {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "logged");
        play(canary, Fate.FINE, World.Outcome.PROMOTED);
        List<JsonNode> lines = decisions(canary);

        assertFalse(lines.isEmpty(), Files.readString(log));
        for (JsonNode line : lines) {
            assertTrue(keys(line).containsAll(KEYS), line.toString());
            assertEquals("prod", line.get("namespace").asText());
            assertEquals("active", line.get("mode").asText());
            assertEquals("sequential-test", line.get("policy").asText());
        }
        assertEquals(lines.size(), lines.stream().map(line -> line.get("decision").asText()).distinct().count());
    }

    @Test
    void theLineSaysWhatIsInGit() throws IOException {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.ALL, "logged");
        play(canary, Fate.ERRORS, World.Outcome.ROLLED_BACK);
        JsonNode rollback = decisions(canary).stream().filter(line -> line.get("action").asText().equals("rollback"))
                .findFirst().orElseThrow();

        assertEquals("5", rollback.get("from").asText());
        assertEquals("0", rollback.get("to").asText());
        assertTrue(rollback.get("commit").asText().matches("[0-9a-f]{40}"), rollback.toString());
        assertEquals("serin: rollback " + canary + " 5 % → 0 %",
                GitProgram.run(embedded.world().repository().directory(), "log", "-1", "--format=%s",
                        rollback.get("commit").asText()).strip());
    }

    @Test
    void nothingIsConnectedToWhileTracesAreOff() throws IOException {
        play(EmbeddedWorld.canary(Wiring.FULL, "untraced"), Fate.FINE, World.Outcome.PROMOTED);

        collector.hearsNothing();
    }

    /** The file above has the same formatter; this is what a deployment gets without a word of configuration. */
    @Test
    void aDeploymentLogsJsonToItsConsole() throws IOException {
        Properties shipped = new Properties();
        shipped.load(Files.newBufferedReader(Path.of("src/main/resources/application.properties")));

        assertEquals("true", shipped.get("quarkus.log.console.json.enabled"));
        assertEquals(null, shipped.get("%prod.quarkus.log.console.json.enabled"));
    }
}
