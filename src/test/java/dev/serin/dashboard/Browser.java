package dev.serin.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real Chromium with one tab, driven over its DevTools protocol. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LISTENING = "DevTools listening on ";

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final Process chromium;
    private final WebSocket tab;
    private int calls;

    /** @param directory an empty one for the profile */
    public Browser(Path directory) throws IOException, InterruptedException {
        chromium = start(directory);
        HttpClient http = HttpClient.newHttpClient();
        URI blank = URI.create("http://127.0.0.1:" + debuggingPort().getPort() + "/json/new?about:blank");
        String target = http.send(HttpRequest.newBuilder(blank).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        tab = http.newWebSocketBuilder()
                .buildAsync(URI.create(json.readTree(target).get("webSocketDebuggerUrl").asText()), new Answers()).join();
    }

    private static Process start(Path directory) throws IOException {
        String program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path))).findFirst()
                .orElseThrow(() -> new AssertionError("This test needs Chromium: apt-get install -y chromium"));
        return new ProcessBuilder(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--host-resolver-rules=MAP *.test 127.0.0.1", "--disable-component-update",
                "--disable-sync", "--hide-scrollbars",
                "--remote-debugging-port=0", "--user-data-dir=" + directory, "about:blank").redirectErrorStream(true).start();
    }

    /** Chromium says on its error stream where it listens; the rest of the stream is drained, or it would stop. */
    private URI debuggingPort() throws IOException {
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(chromium.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {
                }), "chromium-output");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(LISTENING.length()).strip());
            }
        }
        throw new AssertionError("Chromium ended without listening");
    }

    public void open(String url) {
        call("Page.navigate", Map.of("url", url));
        waitUntil("document.readyState === 'complete' && location.href === " + quoted(url));
    }

    /** Sends a header with every request, such as the password that the person would be asked for. */
    public void sendAlways(String header, String value) {
        call("Network.enable", Map.of());
        call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    }

    /** Runs no script of any page from now on. */
    public void forbidScripts() {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** @return the value of a JavaScript expression, as text */
    public String evaluate(String expression) {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .at("/result/result/value").asText();
    }

    /** Asks again and again until the expression is true. */
    public void waitUntil(String expression) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!"true".equals(evaluate("Boolean(" + expression + ")"))) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not in " + PATIENCE + ": " + expression + "\n" + evaluate("document.body.innerText"));
            }
        }
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The whole page as a picture, in the light or the dark colours. */
    public void screenshot(Path file, int width, String colours) throws IOException {
        call("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip",
                Map.of("x", 0, "y", 0, "width", width, "height",
                        Integer.parseInt(evaluate("document.documentElement.scrollHeight")), "scale", 1)));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.at("/result/data").asText()));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        try {
            int id = ++calls;
            tab.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true).join();
            return Optional.ofNullable(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .filter(answer -> answer.get("id").asInt() == id && answer.has("result"))
                    .orElseThrow(() -> new AssertionError("Chromium did not do " + method));
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("Chromium could not be asked for " + method, failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        tab.abort();
        chromium.descendants().forEach(ProcessHandle::destroyForcibly);
        chromium.destroyForcibly().waitFor();
    }

    /** Collects whole messages that answer a call; events are passed over. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                keep(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void keep(String text) {
            try {
                JsonNode answer = json.readTree(text);
                if (answer.has("id")) {
                    answers.add(answer);
                }
            } catch (IOException notJson) {
                throw new IllegalStateException("Chromium sent something else than JSON", notJson);
            }
        }
    }
}
