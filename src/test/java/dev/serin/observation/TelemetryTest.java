package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;
import dev.serin.observation.Fixtures.SetClock;
import dev.serin.observation.StubServer.Request;
import dev.serin.observation.StubServer.Response;

/** How often Prometheus is asked, and what becomes of single faults. */
class TelemetryTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int SIGNALS = 6;

    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T10:00:07Z"));
    private StubServer prometheus;

    @BeforeEach
    void start() throws IOException {
        prometheus = new StubServer().answering(request -> healthy(request));
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    /** Every workload of canaries c0, c1, ... had 10 requests. */
    static Response healthy(Request request) {
        String value = request.query().contains("timestamp(") ? request.form().get("time") : "10";
        String bucket = request.query().contains("_bucket") ? ",\"le\":\"+Inf\"" : "";
        String result = IntStream.range(0, 50).boxed().flatMap(i -> List.of("c" + i, "c" + i + "-primary").stream())
                .map(name -> "{\"metric\":{\"serin_namespace\":\"test\",\"serin_workload\":\"" + name + "\"" + bucket
                        + "},\"value\":[1,\"" + value + "\"]}")
                .collect(Collectors.joining(","));
        return Response.json(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + result + "]}}");
    }

    private Telemetry telemetry(Map<String, String> settings) {
        PrometheusConfig config = Fixtures.config(prometheus.url(), settings);
        return new Telemetry(config, new QueryTemplates(config), new PrometheusClient(config), clock);
    }

    private static List<CanaryState> fleet(int size) {
        return IntStream.range(0, size).mapToObj(i -> Fixtures.canary("kubernetes", "c" + i, INTERVAL)).toList();
    }

    private Interval read(Telemetry telemetry, CanaryState canary, List<CanaryState> fleet) {
        return telemetry.read(canary, fleet, Budget.of(Duration.ofSeconds(20), clock));
    }

    private int queriesForFleetOf(int size) {
        prometheus.requests.clear();
        Telemetry telemetry = telemetry(Map.of("timeout", "15s"));
        for (CanaryState canary : fleet(size)) {
            assertEquals(new Reading.Value(10), read(telemetry, canary, fleet(size)).canary().requests());
        }
        return prometheus.requests.size();
    }

    @Test
    void fiftyCanariesNeedAsManyQueriesAsOne() {
        assertEquals(SIGNALS, queriesForFleetOf(1));
        assertEquals(SIGNALS, queriesForFleetOf(50));
    }

    @Test
    void allQueriesOfASlotAreForTheSameInstantOnTheGrid() {
        read(telemetry(Map.of("delay", "5s", "timeout", "15s")), fleet(1).get(0), fleet(1));
        Set<String> times = prometheus.requests.stream().map(request -> request.form().get("time")).collect(Collectors.toSet());
        assertEquals(Set.of(Instant.parse("2026-03-01T10:00:00Z").getEpochSecond() + ".000"), times);
    }

    @Test
    void theNextSlotIsAskedAnew() {
        Telemetry telemetry = telemetry(Map.of("timeout", "15s"));
        read(telemetry, fleet(1).get(0), fleet(1));
        clock.pass(INTERVAL);
        assertEquals(Instant.parse("2026-03-01T10:00:30Z"), read(telemetry, fleet(1).get(0), fleet(1)).end());
        assertEquals(2 * SIGNALS, prometheus.requests.size());
    }

    @Test
    void aNewCanaryMakesTheSlotBeAskedOnceMore() {
        Telemetry telemetry = telemetry(Map.of("timeout", "15s"));
        read(telemetry, fleet(1).get(0), fleet(1));
        List<CanaryState> three = fleet(3);
        for (int call = 0; call < 4; call++) {
            read(telemetry, three.get(2), fleet(1));
            read(telemetry, three.get(0), fleet(1));
        }
        assertEquals(2 * SIGNALS, prometheus.requests.size());
    }

    @Test
    void twoNewCanariesDoNotDisplaceEachOther() {
        Telemetry telemetry = telemetry(Map.of("timeout", "15s"));
        List<CanaryState> three = fleet(3);
        for (int call = 0; call < 4; call++) {
            three.forEach(canary -> read(telemetry, canary, List.of()));
        }
        assertEquals(3 * SIGNALS, prometheus.requests.size());
    }

    @Test
    void callersAtTheSameTimeShareTheQueriesUnderWay() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        prometheus.answering(request -> {
            await(open);
            return healthy(request);
        });
        Telemetry telemetry = telemetry(Map.of("timeout", "15s"));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<Future<Interval>> answers = new ArrayList<>();
        fleet(8).forEach(canary -> answers.add(callers.submit(() -> read(telemetry, canary, fleet(8)))));
        Eventually.holds("all queries arrived", () -> prometheus.requests.size() == SIGNALS);
        open.countDown();
        for (Future<Interval> answer : answers) {
            assertTrue(answer.get(20, TimeUnit.SECONDS).isComparable());
        }
        callers.shutdown();
        assertEquals(SIGNALS, prometheus.requests.size());
    }

    @Test
    void canariesOfAnotherIntervalOrProviderOrWithoutReleaseAreNotNamed() {
        List<CanaryState> fleet = List.of(Fixtures.canary("kubernetes", "c0", INTERVAL),
                Fixtures.canary("kubernetes", "fast", Duration.ofSeconds(10)), Fixtures.canary("istio", "meshed", INTERVAL),
                Fixtures.canary("kubernetes", "idle", INTERVAL).in(Phase.SUCCEEDED));
        read(telemetry(Map.of("timeout", "15s")), fleet.get(0), fleet);
        assertTrue(prometheus.requests.stream().noneMatch(r -> r.query().matches(".*(fast|meshed|idle).*")));
        assertEquals(SIGNALS, prometheus.requests.size());
    }

    @Test
    void aHugeFleetIsAskedAboutInChunks() {
        Telemetry telemetry = telemetry(Map.of("timeout", "15s", "names-per-query-max", "20"));
        fleet(50).forEach(canary -> assertTrue(read(telemetry, canary, fleet(50)).isComparable()));
        assertEquals(3 * SIGNALS, prometheus.requests.size());
    }

    @Test
    void withoutErrorsAnswerErrorsAreNotZero() {
        prometheus.answering(request -> request.query().contains("status=~") ? Response.json(503, "busy") : healthy(request));
        Interval interval = read(telemetry(Map.of("timeout", "15s")), fleet(1).get(0), fleet(1));
        assertEquals(new Reading.Value(10), interval.canary().requests());
        assertEquals("errors: Prometheus answered 503 with something that is not JSON",
                assertInstanceOf(Reading.NoData.class, interval.canary().errors()).reason());
    }

    @Test
    void withoutRequestsErrorsAreNotZero() {
        prometheus.answering(request -> request.query().matches(".*(timestamp|status=~|cpu|_bucket).*") ? healthy(request)
                : Response.json(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"));
        Interval interval = read(telemetry(Map.of("timeout", "15s")), fleet(1).get(0), fleet(1));
        assertEquals(new Reading.NoData("requests: no series of test/c0"), interval.canary().requests());
        assertEquals(new Reading.NoData("requests: no series of test/c0"), interval.canary().errors());
    }

    @Test
    void aFaultIsAskedAgainAfterAWhileAndNotByEveryCall() {
        prometheus.answering(request -> Response.json(500, "{}"));
        Telemetry telemetry = telemetry(Map.of("timeout", "15s", "retry-after", "2s"));
        fleet(10).forEach(canary -> assertTrue(!read(telemetry, canary, fleet(10)).isComparable()));
        assertEquals(SIGNALS, prometheus.requests.size());
        prometheus.answering(TelemetryTest::healthy);
        clock.pass(Duration.ofSeconds(2));
        assertTrue(read(telemetry, fleet(1).get(0), fleet(10)).isComparable());
        assertEquals(2 * SIGNALS, prometheus.requests.size());
    }

    @Test
    void anAnswerPastTheBudgetIsAMissingReading() {
        CountDownLatch never = new CountDownLatch(1);
        prometheus.answering(request -> {
            await(never);
            return healthy(request);
        });
        CanaryState canary = fleet(1).get(0);
        Interval interval = telemetry(Map.of("timeout", "15s")).read(canary, fleet(1), Budget.of(Duration.ofMillis(50), clock));
        assertTrue(!interval.canary().requests().isPresent() && !interval.primary().requests().isPresent());
        never.countDown();
    }

    @Test
    void aProviderWithoutTemplateIsNamedInTheReason() {
        CanaryState canary = Fixtures.canary("appmesh", "c0", INTERVAL);
        Reading requests = read(telemetry(Map.of()), canary, List.of(canary)).canary().requests();
        assertEquals(new Reading.NoData("no query template for provider appmesh: configure one under serin.prometheus"),
                requests);
        assertTrue(prometheus.requests.isEmpty());
    }

    @Test
    void aUserCanAddAProvider() {
        CanaryState canary = Fixtures.canary("appmesh", "c0", INTERVAL);
        read(telemetry(Map.of("timeout", "15s", "templates.appmesh.like", "kubernetes",
                "templates.appmesh.requests", "envoy_total{pod=~\"{{ workloads }}.*\"}")), canary, List.of(canary));
        assertTrue(prometheus.requests.stream().anyMatch(r -> r.query().contains("envoy_total{pod=~\"(?:c0).*\"}")));
    }

    @Test
    void aTemplateThatIsNotCompleteIsRefusedAtTheStart() {
        try {
            telemetry(Map.of("templates.appmesh.requests", "envoy_total"));
        } catch (InvalidField e) {
            assertEquals("serin.prometheus.templates.appmesh.errors", e.field());
            return;
        }
        throw new AssertionError("An incomplete template was accepted");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
