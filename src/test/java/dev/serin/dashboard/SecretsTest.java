package dev.serin.dashboard;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import dev.serin.canary.HookType;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import dev.serin.journal.UnknownCallers;
import dev.serin.release.Awaited;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/**
 * Every secret that Serin can be given begins with the same word. Everything that it calls fails, and answers with the very
 * credentials that it was sent; everybody who calls it is wrong in some way. The word must not come out anywhere.
 */
@QuarkusTest
@TestProfile(SecretsTest.Profile.class)
class SecretsTest {

    private static final String WORD = "hunter2";
    private static final String GIT_USER = WORD + "-git-user";
    private static final String GIT_PASSWORD = WORD + "-git-password";
    private static final String CHAT = "/chat/" + WORD + "-webhook";
    private static final String LOGIN = WORD + "-login";
    private static final String PAYLOAD = """
            {"name": "podinfo", "namespace": "prod", "phase": "Progressing", "checksum": "66fd8c7b9b",
             "metadata": {"token": "hunter2-in-metadata"}}""";

    private static Path folder;

    /** One canary, and servers that all fail. */
    public static class Profile extends DashboardProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new TreeMap<>(super.getConfigOverrides());
            settings.put("serin.access.anonymous-read", "false");
            settings.put("serin.access.users.alice.password-hash",
                    io.quarkus.elytron.security.common.BcryptUtil.bcryptHash(LOGIN, 4));
            settings.put("serin.access.users.alice.role", "operator");
            settings.put("serin.flagger.tokens", WORD + "-flagger");
            settings.put("serin.alertmanager.tokens", WORD + "-alertmanager");
            return settings;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Echo.class));
        }
    }

    /** Stands for Git, Prometheus, Alertmanager and a chat: refuses, and says with what it was called. */
    public static class Echo implements QuarkusTestResourceLifecycleManager {

        private static final List<String> CALLED = new CopyOnWriteArrayList<>();

        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/", exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    CALLED.add(exchange.getRequestURI().getPath());
                    List<String> sent = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
                    boolean challenges = sent.isEmpty() && exchange.getRequestURI().getPath().startsWith("/fleet.git");
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"fleet\"");
                    byte[] body = ("{\"status\": \"error\", \"error\": \"you sent " + sent + " to "
                            + exchange.getRequestURI() + "\"}")
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(challenges ? 401 : 500, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
                server.start();
                return settings("http://localhost:" + server.getAddress().getPort());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private static Map<String, String> settings(String url) throws IOException {
            folder = Files.createTempDirectory("secrets");
            Path git = Files.createDirectory(folder.resolve("git"));
            Files.writeString(git.resolve("username"), GIT_USER);
            Files.writeString(git.resolve("password"), GIT_PASSWORD);
            Path prometheus = Files.writeString(folder.resolve("prometheus"), WORD + "-prometheus");
            Path alertmanager = Files.writeString(folder.resolve("alertmanager"), WORD + "-alertmanager-api");
            Path chat = Files.writeString(folder.resolve("chat"), url + CHAT);
            Path kept = Files.createDirectory(folder.resolve("kept"));
            Map<String, String> settings = new TreeMap<>(Map.of("serin.chat.url-file", chat.toString()));
            settings.putAll(Map.of("serin.git.url", url + "/fleet.git", "serin.git.secret-directory", git.toString(),
                    "serin.git.clone-directory", folder.resolve("clone").toString(),
                    "serin.prometheus.url", url, "serin.prometheus.bearer-token-file", prometheus.toString(),
                    "serin.alertmanager.query.url", url, "serin.alertmanager.query.username", WORD + "-user",
                    "serin.alertmanager.query.password-file", alertmanager.toString(),
                    "serin.journal.file", kept.resolve("journal.db").toString()));
            return settings;
        }

        @Override
        public void stop() {
            server.stop(0);
        }
    }

    /** All that is logged, with the traces of what was thrown. */
    private static final class Everything extends Handler {

        /** The client that plays the callers and the server that is called: they are told secrets. */
        private static final List<String> OF_THE_TEST = List.of("org.apache.http.", "com.sun.net.httpserver");

        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord line) {
            if (OF_THE_TEST.stream().anyMatch(line.getLoggerName()::startsWith)) {
                return;
            }
            StringWriter text = new StringWriter();
            text.append(line.getLoggerName()).append(' ').append(line.getMessage()).append(' ');
            text.append(line instanceof org.jboss.logmanager.ExtLogRecord whole ? whole.getFormattedMessage() : "");
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }

    @Inject
    ShownCanaries cluster;
    @Inject
    Journal journal;
    @Inject
    UnknownCallers unknown;

    private final Everything log = new Everything();
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
        // As an operator turns it up who looks for a mistake.
        Logger.getLogger("").setLevel(Level.FINE);
        cluster.show(Samples.state(Samples.PODINFO, dev.serin.canary.Phase.PROGRESSING, 20, List.of(5, 20, 20)));
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").setLevel(Level.INFO);
        Logger.getLogger("").removeHandler(log);
    }

    private int answered(Response answer) {
        answers.add(answer.headers() + "\n" + answer.asString());
        return answer.statusCode();
    }

    @Test
    void noSecretComesOutWhateverFails() throws IOException {
        everybodyCalls();
        peopleAct();
        unknown.write();
        Awaited.holds("a message to the chat", () -> Echo.CALLED.contains(CHAT));
        Awaited.holds("its loss", () -> log.lines.stream().anyMatch(line -> line.contains("to=chat is not told")));

        assertTrue(log.lines.stream().anyMatch(line -> line.contains("podinfo")), "nothing was logged that this test sees");
        assertTrue(journal.newest(Samples.PODINFO, 100).size() + journal.refusals(Samples.PODINFO, 100).size() > 0,
                "nothing was recorded");
        answered(given().get("/q/metrics"));
        answered(given().get("/q/health"));
        assertClean("a log line", log.lines);
        assertClean("an answer", answers);
        assertClean("the journal", filesBelow(folder.resolve("kept")));
        assertClean("the clone", filesBelow(folder.resolve("clone")));
    }

    private void everybodyCalls() {
        for (HookType type : HookType.values()) {
            for (String body : List.of(PAYLOAD, "{\"hunter2\": ", "[]",
                    "{\"name\": \"hunter2/..\", \"namespace\": \"prod\"}")) {
                answered(given().contentType("application/json").body(body).post("/flagger/" + type + "/hunter2-flagger"));
                answered(given().contentType("application/json").body(body).post("/flagger/" + type + "/hunter2-guess"));
            }
        }
        for (String token : List.of("hunter2-alertmanager", "hunter2-guess")) {
            for (String body : List.of("{\"version\": \"4\", \"receiver\": \"r\", \"truncatedAlerts\": 3, \"alerts\": []}",
                    "{\"version\": \"hunter2\"}", "hunter2")) {
                answered(given().header("Authorization", "Bearer " + token).contentType("application/json").body(body)
                        .post("/alertmanager"));
            }
        }
    }

    private void peopleAct() {
        assertEquals(401, answered(given().auth().preemptive().basic("alice", "hunter2-guess").get("/api/canaries")));
        assertEquals(401, answered(given().auth().preemptive().basic("hunter2", LOGIN).get("/")));
        assertEquals(200, answered(given().auth().preemptive().basic("alice", LOGIN).get("/api/canaries")));
        answered(given().auth().preemptive().basic("alice", LOGIN).get("/canaries/prod/podinfo"));
        answered(given().auth().preemptive().basic("alice", LOGIN).get("/api/refused-calls"));
        for (String order : List.of("pause", "rollback")) {
            answered(given().auth().preemptive().basic("alice", LOGIN).contentType("application/json").body(
                    "{\"order\": \"" + order
                            + "\", \"reason\": \"wrong prices\", \"release\": \"66fd8c7b9b\", \"basis\": \"-\"}")
                    .post("/api/canaries/prod/podinfo/orders"));
        }
    }

    private static List<String> filesBelow(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(file + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** Also as it stands in a header. */
    private static void assertClean(String where, List<String> texts) {
        List<String> traces = List.of(WORD, base64(GIT_USER + ":" + GIT_PASSWORD), base64("alice:" + LOGIN),
                base64(WORD + "-user:" + WORD + "-alertmanager-api"));
        List<String> dirty = List.copyOf(texts).stream().filter(text -> traces.stream().anyMatch(text::contains)).toList();
        assertEquals(List.of(), dirty, where + " holds a secret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
