package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;

/** What a real Prometheus says when scrapes fail, stop or bring old samples. */
class RealSilenceTest {

    private static final Clock NOW = Clock.systemUTC();
    private static final String SERIES = "http_request_duration_seconds_count"
            + "{kubernetes_namespace=\"test\",kubernetes_pod_name=\"app-7c5-x1\",status=\"200\"} ";

    private static final String CPU = "container_cpu_usage_seconds_total{namespace=\"test\",pod=\"app-7c5-x1\",container=\"app\"} ";

    private Exporter exporter;
    private RealPrometheus prometheus;
    private Telemetry telemetry;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        exporter = new Exporter();
        prometheus = RealPrometheus.scraping(exporter.port(), directory);
        PrometheusConfig config = Fixtures.config(prometheus.url(), Map.of("timeout", "15s", "stale-after", "3s"));
        telemetry = new Telemetry(config, new QueryTemplates(config), new PrometheusClient(config), NOW);
    }

    @AfterEach
    void stop() {
        exporter.close();
        prometheus.close();
    }

    private Reading requests(Duration interval) {
        return canary(interval).requests();
    }

    private Reading cpuSeconds() {
        return canary(Duration.ofSeconds(1)).cpuSeconds();
    }

    private VersionReading canary(Duration interval) {
        CanaryState canary = Fixtures.canary("kubernetes", "app", interval);
        return telemetry.read(canary, List.of(canary), Budget.of(Duration.ofSeconds(20), NOW)).canary();
    }

    private boolean isMissing(String beginningOfReason) {
        return requests(Duration.ofSeconds(1)) instanceof Reading.NoData missing
                && missing.reason().startsWith(beginningOfReason);
    }

    @Test
    void telemetryEndsWithItsExporter() {
        exporter.publish(SERIES + "10\n");
        exporter.awaitScrape();
        Eventually.holds("the series is there", () -> requests(Duration.ofSeconds(1)).isPresent());
        exporter.close();
        Eventually.holds("the series is gone", () -> isMissing("no telemetry: no series of test/app"));
    }

    @Test
    void anOldSampleIsStaleNotNoTraffic() {
        exporter.publish(SERIES + "10 " + NOW.millis() + "\n");
        exporter.awaitScrape();
        Eventually.holds("the sample grows old", () -> isMissing("stale: the newest sample of test/app is "));
    }

    @Test
    void cpuTimeThatNobodyMeasuresAnyMoreIsNotZero() {
        exporter.publish(SERIES + "10\n" + CPU + "5\n");
        exporter.awaitScrape();
        Eventually.holds("CPU time is read", () -> cpuSeconds().isPresent());
        exporter.publish(SERIES + "20\n");
        exporter.awaitScrape();
        Eventually.holds("requests are still counted, CPU time is gone", () -> requests(Duration.ofSeconds(1)).isPresent()
                && cpuSeconds() instanceof Reading.NoData missing
                && missing.reason().equals("no telemetry: no CPU series of test/app"));
    }

    @Test
    void anOldCpuSampleIsStaleNotIdle() {
        String old = CPU + "5 " + NOW.millis() + "\n";
        exporter.publish(SERIES + "10\n" + old);
        exporter.awaitScrape();
        Eventually.holds("the CPU sample grows old", () -> cpuSeconds() instanceof Reading.NoData missing
                && missing.reason().startsWith("stale: the newest CPU sample of test/app is "));
    }

    @Test
    void aFailedScrapeDoesNotCountAnOldSeriesAgain() {
        exporter.publish(SERIES + "1000\n");
        exporter.awaitScrape();
        exporter.fail(true);
        exporter.awaitScrape();
        Instant gap = NOW.instant();
        Eventually.holds("Prometheus marked the series stale", () -> isMissing("no telemetry"));
        exporter.fail(false);
        exporter.publish(SERIES + "1003\n");
        exporter.awaitScrape();
        Duration back = Duration.ofSeconds(Duration.between(gap, NOW.instant()).toSeconds() + 1);
        PrometheusClient client = new PrometheusClient(Fixtures.config(prometheus.url(), Map.of()));
        String growth = PromQl.growth("http_request_duration_seconds_count", back, Duration.ofMinutes(5));
        Answer answer = client.ask(growth, gap.plus(back), Duration.ofSeconds(15)).join();
        assertEquals(List.of(3.0), ((Answer.Samples) answer).samples().stream().map(Answer.Sample::value).toList());
    }
}
