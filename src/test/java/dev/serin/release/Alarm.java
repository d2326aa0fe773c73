package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.serin.observation.Exporter;
import dev.serin.observation.RealAlertmanager;
import dev.serin.observation.RealPrometheus;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;

/**
 * A real Prometheus with a rule, and a real Alertmanager that calls Serin. Its calls pass through here, so that the test knows
 * when they came and how they were answered.
 */
public final class Alarm implements QuarkusTestResourceLifecycleManager {

    /** @param nanoTime when the call came, by {@link System#nanoTime()} */
    record Call(long nanoTime, String body, int answer) {
    }

    private static final String RULES = """
            groups:
            - name: canaries
              rules:
              - alert: HighErrorRate
                expr: errors_ratio > 0.5
                labels: {severity: critical}
                annotations: {summary: "{{ $value }} of the requests fail"}
            """;

    /** All alerts are one group, of which only the first is sent. */
    private static final String ROUTES = """
            route: {receiver: serin, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1m}
            receivers:
            - name: serin
              webhook_configs:
              - url: %s/alertmanager
                max_alerts: 1
                http_config: {authorization: {credentials: %s}}
            """;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer between;
    private Exporter exporter;
    private RealAlertmanager alertmanager;
    private RealPrometheus prometheus;

    @Override
    public Map<String, String> start() {
        try {
            between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            between.createContext("/", this::passOn);
            between.start();
            exporter = new Exporter();
            alertmanager = RealAlertmanager.start(
                    ROUTES.formatted("http://127.0.0.1:" + between.getAddress().getPort(), EmbeddedWorld.TOKEN),
                    Files.createTempDirectory("serin-alertmanager"));
            prometheus = RealPrometheus.alerting(exporter.port(), Files.createTempDirectory("serin-prometheus"), RULES,
                    alertmanager.url());
            return Map.of("serin.alertmanager.query.url", alertmanager.url().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void passOn(HttpExchange exchange) throws IOException {
        long came = System.nanoTime();
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + RestAssured.port + exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        try {
            int answer = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            calls.add(new Call(came, new String(body), answer));
            exchange.sendResponseHeaders(answer, -1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These Deployments fail from now on, and no others. */
    void failing(String... deployments) {
        exporter.publish(Stream.of(deployments)
                .map(name -> "errors_ratio{namespace=\"prod\",deployment=\"%s\"} 0.9%n".formatted(name))
                .collect(Collectors.joining()));
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Alarm.class));
    }

    @Override
    public void stop() {
        Stream.of(prometheus, alertmanager, exporter).filter(java.util.Objects::nonNull).forEach(Alarm::close);
        between.stop(0);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
