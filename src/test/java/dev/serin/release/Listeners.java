package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Those whom Serin tells: a sink for events, Flux's Receiver and a chat, in one real HTTP server that keeps what comes. */
public final class Listeners implements QuarkusTestResourceLifecycleManager {

    static final String RECEIVER_TOKEN = "a-token-that-only-flux-knows";
    static final String SINK = "/sink";
    static final String CHAT = "/chat/a-secret-path";

    /** @param headers by name in lower case */
    record Heard(String path, Map<String, String> headers, String body) {
    }

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int answer = 202;
    private volatile CountDownLatch stuck = new CountDownLatch(0);

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", this::hear);
            server.start();
            Path folder = Files.createTempDirectory("serin-secrets");
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of("K_SINK", url + SINK, "K_CE_OVERRIDES", "{\"extensions\":{\"cluster\":\"Zürich 1\"}}",
                    "serin.flux.receiver.url", url, "serin.flux.receiver.token-file",
                    Files.writeString(folder.resolve("token"), RECEIVER_TOKEN + "\n").toString(),
                    "serin.chat.url-file", Files.writeString(folder.resolve("url"), url + CHAT + "\n").toString(),
                    "serin.chat.page-url", "https://serin.example.org/", "serin.chat.per-minute", "3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(exchange.getRequestURI().getPath(), headers, body));
        try {
            stuck.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** What came to an address so far. */
    List<Heard> at(String path) {
        return heard.stream().filter(one -> one.path().startsWith(path)).toList();
    }

    /** Every call from now on is answered so. */
    void answerWith(int status) {
        answer = status;
    }

    /** Nobody is answered until the latch is open. */
    void answerAfter(CountDownLatch latch) {
        stuck = latch;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Listeners.class));
    }

    @Override
    public void stop() {
        stuck.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
