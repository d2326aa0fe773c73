package dev.serin.events;

import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Samples;
import dev.serin.release.Awaited;
import dev.serin.rollout.DecisionMade;
import dev.serin.simulation.ManualClock;
import dev.serin.simulation.http.LocalServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A chat with a template of one's own, and one whose address must stay a secret. */
class ChatTest {

    private static final String SECRET = "hunter2";
    private static final Logger ROOT = Logger.getLogger("");
    private static final Engine QUTE = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver()).build();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (!isLoggable(line)) {
                return;
            }
            log.add(line instanceof ExtLogRecord whole ? whole.getFormattedMessage() : line.getMessage());
            log.add(String.valueOf(line.getThrown()));
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };
    /** Another test of the same run may have left a level that hides warnings. */
    private Level levelBefore;
    @TempDir
    Path folder;
    private LocalServer server;

    @BeforeEach
    void open() {
        server = new LocalServer(exchange -> {
            messages.add(JsonPath.from(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getString("text"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        // What the JDK's client says below that, production never lets out; SecretsTest has the whole log.
        listener.setLevel(Level.INFO);
        levelBefore = ROOT.getLevel();
        ROOT.setLevel(Level.INFO);
        ROOT.addHandler(listener);
    }

    @AfterEach
    void close() {
        ROOT.removeHandler(listener);
        ROOT.setLevel(levelBefore);
        server.close();
    }

    private Chat chat(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("serin.chat.url", server.url() + "/" + SECRET,
                "serin.chat.template", "src/main/resources/templates/chat.txt"));
        all.putAll(settings);
        ChatConfig config = new SmallRyeConfigBuilder().withMapping(ChatConfig.class).addDiscoveredConverters()
                .withDefaultValues(all).build()
                .getConfigMapping(ChatConfig.class);
        return new Chat(config, QUTE, new HttpPost(), registry, new ManualClock());
    }

    private Chat chatWithTemplate(String template) throws IOException {
        Path file = Files.writeString(folder.resolve("chat.txt"), template);
        return chat(Map.of("serin.chat.template", file.toString(), "serin.chat.page-url", "https://serin.example.org"));
    }

    private static DecisionMade made(Ruling ruling) {
        return new DecisionMade(Samples.entry(ruling), new Change.Committed("a".repeat(40)), Duration.ZERO,
                Optional.empty(), false);
    }

    private static DecisionMade aRollback() {
        return made(Samples.rollback("3f0c9a1d2b4e", PODINFO, 20, "errors <b>8.1 %</b>"));
    }

    private double told(String result) {
        return registry.counter("serin.told", "to", "chat", "result", result).count();
    }

    @Test
    void aTemplateOfOnesOwnSaysWhatItsTeamWants() throws IOException {
        chatWithTemplate(":canary: {name} in {namespace}: {action}, {from} to {to}{#if leftOut > 0}, {leftOut} more{/if}\n"
                + "{#if person}{person}{#else}Serin{/if} says {reason}{#for link in links} {link.title}: {link.url}{/for}")
                .decided(aRollback());

        Awaited.holds("the message", () -> !messages.isEmpty());
        assertEquals(List.of(":canary: podinfo in prod: rollback, 20 to 0\nSerin says errors &lt;b&gt;8.1 %&lt;/b&gt; "
                + "Open: https://serin.example.org/canaries/prod/podinfo"), messages);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{#if person}by {person}", "{reasn}", "{#for link in links}{link.adress}{/for}", "{reason.nope}" })
    void aTemplateThatCannotWorkIsRefusedAtTheStart(String template) {
        InvalidField refused = assertThrows(InvalidField.class, () -> chatWithTemplate(template));

        assertEquals("serin.chat.template", refused.field());
        assertTrue(refused.getMessage().contains("cannot be used (") && refused.getMessage().contains("docs/events.md"),
                refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void aTemplateThatIsNotThereIsRefusedAtTheStart() {
        InvalidField refused = assertThrows(InvalidField.class,
                () -> chat(Map.of("serin.chat.template", folder.resolve("missing").toString())));

        assertTrue(refused.getMessage().startsWith("serin.chat.template cannot be read (NoSuchFileException)"),
                refused.getMessage());
    }

    /** What no trial can find: a mistake in a branch that is hardly ever taken. */
    @Test
    void aTemplateThatFailsLaterLosesThatMessageAndSaysWhy() throws IOException {
        Chat chat = chatWithTemplate("{name}{#if person}{#else}{persn}{/if}");
        chat.decided(aRollback());

        Awaited.holds("the loss", () -> told("lost") == 1);
        Awaited.holds("a word about it", () -> log.stream().anyMatch(
                line -> line.contains("to=chat is not told: its template cannot be used") && line.contains("persn")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:1/hunter2", "https://127.0.0.1:1/hunter2", "http://no such host/hunter2",
            "ftp://chat.example.org/hunter2", "hunter2", "http://hunter2.invalid/", "http://hunter2@127.0.0.1:1/" })
    void anAddressThatCannotBeReachedStaysASecret(String address) {
        chat(Map.of("serin.chat.url", address)).decided(aRollback());

        Awaited.holds("the loss", () -> told("lost") == 1);
        Awaited.holds("a word about it", () -> log.stream().anyMatch(line -> line.contains("to=chat is not told")));
        log.forEach(line -> assertFalse(line.contains(SECRET), line));
        registry.getMeters().stream().map(Meter::getId)
                .forEach(meter -> assertFalse(meter.toString().contains(SECRET), meter.toString()));
    }
}
