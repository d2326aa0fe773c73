package dev.serin.simulation.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.simulation.ManualClock;

class PrometheusApiTest {

    private static final String COUNTS = "sum by (serin_namespace, serin_workload) (label_replace("
            + "((http_request_duration_seconds_count{%s} - http_request_duration_seconds_count{%s} offset 10s) >= 0"
            + " or http_request_duration_seconds_count{%s}), \"serin_workload\", \"$1\", \"kubernetes_pod_name\", \"(.*)\"))";
    private static final String REQUESTS = COUNTS.replace("%s", "");
    private static final String ERRORS = COUNTS.replace("%s", "status=~\"5..\"");
    private static final String BUCKETS = REQUESTS.replace("_count", "_bucket").replace("by (", "by (le, ");

    private final ManualClock clock = new ManualClock();
    private final SampleHistory history = new SampleHistory(Duration.ofMinutes(10));
    private final PrometheusApi api = new PrometheusApi(history, clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Series, Double> exposed = new HashMap<>();

    @AfterEach
    void stop() {
        api.close();
    }

    private void expose(String workload, String pod, String status, double value) {
        exposed.put(new Series(Series.Metric.REQUESTS, "prod", workload, pod, status, ""), value);
    }

    private void scrapeAfter(Duration time) {
        clock.advance(time);
        history.record(clock.instant(), exposed);
    }

    private JsonNode post(String query) throws IOException, InterruptedException {
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + clock.instant()
                + "&timeout=2000ms";
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(api.url().resolve("/api/v1/query"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form))
                .build(), HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body());
    }

    /** Value by workload, and bucket where there is one. */
    private Map<String, Double> vector(String query) throws IOException, InterruptedException {
        Map<String, Double> vector = new TreeMap<>();
        JsonNode answer = post(query);
        assertEquals("success", answer.path("status").asText(), answer::toString);
        for (JsonNode sample : answer.path("data").path("result")) {
            JsonNode metric = sample.path("metric");
            assertEquals("prod", metric.path("serin_namespace").asText());
            String le = metric.has("le") ? " " + metric.path("le").asText() : "";
            vector.put(metric.path("serin_workload").asText() + le, Double.valueOf(sample.path("value").get(1).asText()));
        }
        return vector;
    }

    @Test
    void countsAreExactDifferencesOverTheWindowSummedOverThePods() throws Exception {
        expose("podinfo", "podinfo-a", "200", 100);
        expose("podinfo", "podinfo-b", "200", 50);
        scrapeAfter(Duration.ofSeconds(10));
        expose("podinfo", "podinfo-a", "200", 130);
        expose("podinfo", "podinfo-b", "200", 55);
        expose("podinfo", "podinfo-b", "500", 3);
        scrapeAfter(Duration.ofSeconds(10));
        assertEquals(Map.of("podinfo", 38.0), vector(REQUESTS), "a series that is new counts from zero");
        assertEquals(Map.of("podinfo", 3.0), vector(ERRORS));
    }

    @Test
    void aResetCounterCountsFromZero() throws Exception {
        expose("podinfo", "podinfo-a", "200", 1000);
        scrapeAfter(Duration.ofSeconds(10));
        expose("podinfo", "podinfo-a", "200", 7);
        scrapeAfter(Duration.ofSeconds(10));
        assertEquals(Map.of("podinfo", 7.0), vector(REQUESTS));
    }

    @Test
    void bucketsCarryTheirBound() throws Exception {
        scrapeAfter(Duration.ofSeconds(10));
        exposed.put(new Series(Series.Metric.BUCKET, "prod", "podinfo", "podinfo-a", "200", "0.1"), 4.0);
        exposed.put(new Series(Series.Metric.BUCKET, "prod", "podinfo", "podinfo-a", "200", "+Inf"), 5.0);
        scrapeAfter(Duration.ofSeconds(10));
        assertEquals(Map.of("podinfo 0.1", 4.0, "podinfo +Inf", 5.0), vector(BUCKETS));
    }

    @Test
    void thePastIsAnsweredAsItWasThen() throws Exception {
        expose("podinfo", "podinfo-a", "200", 10);
        scrapeAfter(Duration.ofSeconds(10));
        String then = Double.toString(clock.instant().toEpochMilli() / 1000.0);
        expose("podinfo", "podinfo-a", "200", 90);
        scrapeAfter(Duration.ofSeconds(10));
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/query?query="
                + URLEncoder.encode(REQUESTS, StandardCharsets.UTF_8) + "&time=" + then)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals("10.0", new ObjectMapper().readTree(response.body()).at("/data/result/0/value/1").asText());
    }

    @Test
    void freshnessIsTheTimeOfTheNewestSample() throws Exception {
        expose("podinfo", "podinfo-a", "200", 10);
        scrapeAfter(Duration.ofSeconds(10));
        double scraped = clock.instant().toEpochMilli() / 1000.0;
        clock.advance(Duration.ofSeconds(30));
        assertEquals(Map.of("podinfo", scraped),
                vector("max by (serin_namespace, serin_workload) (timestamp(http_request_duration_seconds_count))"));
        clock.advance(Duration.ofMinutes(5));
        assertEquals(Map.of(), vector(REQUESTS), "Prometheus looks back five minutes");
    }

    @Test
    void aSeriesMissingFromAScrapeIsGone() throws Exception {
        expose("podinfo", "podinfo-a", "200", 10);
        scrapeAfter(Duration.ofSeconds(10));
        exposed.clear();
        scrapeAfter(Duration.ofSeconds(10));
        assertEquals(Map.of(), vector(REQUESTS));
    }

    @Test
    void lastOverTimeStillCountsWhatAPodAnsweredBeforeItEnded() throws Exception {
        String overTime = "(last_over_time(http_request_duration_seconds_count[5m])"
                + " - last_over_time(http_request_duration_seconds_count[5m] offset 10s)) >= 0";
        scrapeAfter(Duration.ofSeconds(10));
        expose("podinfo", "podinfo-a", "200", 10);
        scrapeAfter(Duration.ofSeconds(5));
        exposed.clear();
        scrapeAfter(Duration.ofSeconds(5));
        assertEquals(Map.of("podinfo", 10.0), vector(overTime));
        scrapeAfter(Duration.ofSeconds(60));
        assertEquals(Map.of("podinfo", 0.0), vector(overTime), "ended, but not forgotten");
        scrapeAfter(Duration.ofMinutes(5));
        assertEquals(Map.of(), vector(overTime));
    }

    @Test
    void anUnknownMetricFindsNothingAndAMissingQueryIsAnError() throws Exception {
        expose("podinfo", "podinfo-a", "200", 10);
        scrapeAfter(Duration.ofSeconds(10));
        assertEquals(Map.of(), vector("sum(orders_total - orders_total offset 10s)"));
        assertEquals("bad_data", post("").path("errorType").asText());
    }

    @Test
    void itsPlugCanBePulledAndPutBack() throws Exception {
        api.unplug();
        assertThrows(ConnectException.class, () -> post(REQUESTS));
        api.plugIn();
        assertEquals("success", post(REQUESTS).path("status").asText());
        api.fail();
        assertEquals("unavailable", post(REQUESTS).path("errorType").asText());
        api.plugIn();
        assertEquals("success", post(REQUESTS).path("status").asText());
    }
}
