package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.observation.Fixtures.SetClock;

/** What a real Prometheus says about metrics that the test sets, read through the shipped templates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTelemetryTest {

    private static final Duration INTERVAL = Duration.ofSeconds(4);
    private static final Clock NOW = Clock.systemUTC();

    private static final String BEFORE = """
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",status="200"} 100
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-primary-5d4-x1",status="200"} 1000
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-primary-5d4-x1",status="503"} 7
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="0.1"} 80
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="0.5"} 95
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="+Inf"} 100
            container_cpu_usage_seconds_total{namespace="test",pod="steady-7c5-x1",container="app"} 10
            container_cpu_usage_seconds_total{namespace="test",pod="steady-7c5-x1",container=""} 10
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="restarted-7c5-x1",status="200"} 5000
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="silent-7c5-x1",status="200"} 33
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="odd-7c5-x1",status="200"} 3
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="ended-7c5-x1",status="200"} 40
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="ended-7c5-x2",status="200"} 90
            http_request_duration_seconds_count{kubernetes_namespace="other",kubernetes_pod_name="steady-7c5-x1",status="200"} 5
            checkout_orders{serin_namespace="test",serin_workload="steady"} 4
            node_pressure{serin_namespace="test"} 0.25
            """;
    private static final String AFTER = """
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",status="200"} 130
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",status="500"} 1
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x2",status="200"} 9
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-primary-5d4-x1",status="200"} 1400
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="steady-primary-5d4-x1",status="503"} 9
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="0.1"} 90
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="0.5"} 120
            http_request_duration_seconds_bucket{kubernetes_namespace="test",kubernetes_pod_name="steady-7c5-x1",le="+Inf"} 131
            container_cpu_usage_seconds_total{namespace="test",pod="steady-7c5-x1",container="app"} 12.5
            container_cpu_usage_seconds_total{namespace="test",pod="steady-7c5-x1",container=""} 12.5
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="restarted-7c5-x1",status="200"} 12
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="silent-7c5-x1",status="200"} 33
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="odd-7c5-x1",status="200"} NaN
            http_request_duration_seconds_count{kubernetes_namespace="test",kubernetes_pod_name="ended-7c5-x2",status="200"} 95
            http_request_duration_seconds_count{kubernetes_namespace="other",kubernetes_pod_name="steady-7c5-x1",status="200"} 500
            checkout_orders{serin_namespace="test",serin_workload="steady"} 4
            node_pressure{serin_namespace="test"} 0.25
            """;

    private Exporter exporter;
    private RealPrometheus prometheus;
    private Instant end;

    /** The whole class looks at one interval, in which BEFORE became AFTER for every provider. */
    @BeforeAll
    void countOneInterval(@TempDir Path directory) throws IOException {
        exporter = new Exporter();
        prometheus = RealPrometheus.scraping(exporter.port(), directory);
        exporter.publish(BEFORE + ProviderMetrics.before());
        exporter.awaitScrape();
        nextBoundary();
        exporter.publish(AFTER + ProviderMetrics.after());
        exporter.awaitScrape();
        end = nextBoundary();
    }

    @AfterAll
    void stop() {
        exporter.close();
        prometheus.close();
    }

    /** Waits for the next end of an interval, and a little longer: Prometheus dates a scrape up to 2 ms early. */
    private static Instant nextBoundary() {
        Instant boundary = Slot.newest("", INTERVAL, Duration.ZERO, NOW.instant()).end().plus(INTERVAL);
        Eventually.holds("the interval ends", () -> NOW.instant().isAfter(boundary.plusMillis(50)));
        return boundary;
    }

    private Interval read(String provider, String name, Instant at, Map<String, String> settings) {
        SetClock clock = new SetClock(at);
        PrometheusConfig config = Fixtures.config(prometheus.url(), settings);
        Telemetry telemetry = new Telemetry(config, new QueryTemplates(config), new PrometheusClient(config), clock);
        CanaryState canary = Fixtures.canary(provider, name, INTERVAL);
        return telemetry.read(canary, List.of(canary), Budget.of(Duration.ofSeconds(20), clock));
    }

    private Interval read(String name) {
        return read("kubernetes", name, end, Map.of("timeout", "15s"));
    }

    private static Reading value(double number) {
        return new Reading.Value(number);
    }

    private static String reason(Reading reading) {
        return assertInstanceOf(Reading.NoData.class, reading).reason();
    }

    @Test
    void countsExactlyWithTheFirstErrorAndTheNewPod() {
        VersionReading canary = read("steady").canary();
        assertEquals(value(30 + 1 + 9), canary.requests());
        assertEquals(value(1), canary.errors());
    }

    @Test
    void tellsThePrimaryFromTheCanary() {
        VersionReading primary = read("steady").primary();
        assertEquals(value(402), primary.requests());
        assertEquals(value(2), primary.errors());
    }

    @Test
    void countsLatencyByBucketInMilliseconds() {
        assertEquals(new Histogram(new double[] { 100, 500, Double.POSITIVE_INFINITY }, new double[] { 10, 15, 6 }),
                read("steady").canary().latency().orElseThrow());
        assertTrue(read("silent").canary().latency().isEmpty(), "no histogram is not an empty one");
    }

    @Test
    void countsCpuOnceForEachContainer() {
        assertEquals(value(2.5), read("steady").canary().cpuSeconds());
        assertEquals("no telemetry: no CPU series of test/silent", reason(read("silent").canary().cpuSeconds()));
    }

    @Test
    void aCounterThatStartsAgainIsCountedFromZero() {
        assertEquals(value(12), read("restarted").canary().requests());
    }

    @Test
    void aPodThatEndedTakesNothingBack() {
        assertEquals(value(5), read("ended").canary().requests());
    }

    @Test
    void noTrafficIsZero() {
        assertEquals(value(0), read("silent").canary().requests());
        assertEquals(value(0), read("silent").canary().errors());
    }

    @Test
    void noTelemetryIsNoData() {
        assertEquals("no telemetry: no series of test/silent-primary", reason(read("silent").primary().requests()));
        assertEquals("no telemetry: no series of test/silent-primary", reason(read("silent").primary().errors()));
        assertEquals("no telemetry: no series of test/absent", reason(read("absent").canary().requests()));
    }

    @Test
    void notANumberIsNoData() {
        assertEquals("requests of test/odd is NaN", reason(read("odd").canary().requests()));
        assertEquals("requests of test/odd is NaN", reason(read("odd").canary().errors()));
    }

    @Test
    void readsConfiguredSignalsEachWithItsOwnAbsence() {
        Map<String, Reading> signals = read("kubernetes", "steady", end, Map.of(
                "timeout", "15s",
                "signals.orders.query", "sum by (serin_namespace, serin_workload) "
                        + "(checkout_orders{serin_namespace=~\"{{ namespaces }}\",serin_workload=~\"{{ workloads }}(-primary)?\"})",
                "signals.nodes.query", "max by (serin_namespace) (node_pressure{serin_namespace=~\"{{ namespaces }}\"})",
                "signals.nodes.scope", "namespace",
                "signals.broken.query", "up{", "signals.broken.scope", "namespace")).signals();
        assertEquals(value(4), signals.get("orders.canary"));
        assertEquals("signal orders: no series of test/steady-primary", reason(signals.get("orders.primary")));
        assertEquals(value(0.25), signals.get("nodes"));
        assertTrue(reason(signals.get("broken")).startsWith("signal broken: Prometheus answered 400 bad_data: "));
    }

    @Test
    void aBadQueryIsNoDataForItsOwnReadingOnly() {
        Interval interval = read("kubernetes", "steady", end,
                Map.of("timeout", "15s", "templates.kubernetes.errors", "http_request_duration_seconds_count{status=~\"5..}"));
        assertEquals(value(40), interval.canary().requests());
        assertTrue(reason(interval.canary().errors()).startsWith("errors: Prometheus answered 400 bad_data: "));
    }

    @Test
    void everyShippedTemplateTellsTheVersionsApartAndCountsErrors() {
        for (String provider : QueryTemplates.SHIPPED) {
            Interval interval = read(provider, ProviderMetrics.NAME, end, Map.of("timeout", "15s"));
            assertEquals(value(20), interval.canary().requests(), provider);
            assertEquals(value(3), interval.canary().errors(), provider);
            assertEquals(value(400), interval.primary().requests(), provider);
            assertEquals(value(0), interval.primary().errors(), provider);
            assertEquals(new Histogram(new double[] { 100, Double.POSITIVE_INFINITY }, new double[] { 15, 5 }),
                    interval.canary().latency().orElseThrow(), provider);
            assertEquals(400, interval.primary().latency().orElseThrow().total(), provider);
        }
    }

    @Test
    void aVersionOfGatewayApiUsesItsTemplate() {
        assertEquals(value(20), read("gatewayapi:v1", ProviderMetrics.NAME, end, Map.of("timeout", "15s")).canary().requests());
    }

    @Test
    void gatewayApiCanBeReadThroughIstio() {
        Interval interval = read("gatewayapi:v1", "meshed", end,
                Map.of("timeout", "15s", "templates.gatewayapi.like", "istio"));
        assertEquals(value(11), interval.canary().requests());
    }

    @Test
    void namesCannotEscapeFromAQuery() {
        PrometheusClient client = new PrometheusClient(Fixtures.config(prometheus.url(), Map.of()));
        for (String hostile : ProviderMetrics.HOSTILE) {
            Answer answer = client.ask("hostile{name=~\"" + PromQl.anyOf(List.of(hostile)) + "\"}", end, Duration.ofSeconds(15))
                    .join();
            List<Answer.Sample> samples = assertInstanceOf(Answer.Samples.class, answer, hostile).samples();
            assertEquals(List.of(hostile), samples.stream().map(sample -> sample.label("name")).toList());
        }
    }
}
