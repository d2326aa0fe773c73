package dev.serin.simulation.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.ManualClock;
import dev.serin.simulation.flagger.Routes;
import dev.serin.simulation.prometheus.SampleHistory;
import dev.serin.simulation.prometheus.Series;

class SimulatedServiceTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private final SampleHistory history = new SampleHistory(Duration.ofHours(1));
    private final SimulatedService service = new SimulatedService(new CanaryRef("prod", "podinfo"), "podinfo",
            Traffic.of(400, INTERVAL), history, clock, random);

    private void release(Fate fate, int weight) {
        service.deploy(fate);
        service.scaleCanaryUp();
        service.route(new Routes(100 - weight, weight));
    }

    private void serve(int intervals) {
        for (int i = 0; i < intervals; i++) {
            clock.advance(INTERVAL);
            service.serve(INTERVAL);
            history.record(clock.instant(), service.scrape());
        }
    }

    private double sum(Series.Metric metric, String workload, String status) {
        return service.scrape().entrySet().stream().filter(sample -> sample.getKey().metric() == metric
                && sample.getKey().workload().equals(workload) && sample.getKey().status().startsWith(status)
                && (sample.getKey().le().isEmpty() || sample.getKey().le().equals("+Inf"))).mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private double errorRatio(String workload) {
        return sum(Series.Metric.REQUESTS, workload, "5") / sum(Series.Metric.REQUESTS, workload, "");
    }

    /** Requests that took more than 100 ms. */
    private double slowRatio(String workload) {
        double upTo100Millis = service.scrape().entrySet().stream()
                .filter(sample -> sample.getKey().workload().equals(workload) && sample.getKey().le().equals("0.1"))
                .mapToDouble(Map.Entry::getValue).sum();
        return 1 - upTo100Millis / sum(Series.Metric.BUCKET, workload, "");
    }

    @Test
    void theMeshSplitsTheTrafficByWeight() {
        release(Fate.FINE, 20);
        serve(10);
        double canary = sum(Series.Metric.REQUESTS, "podinfo", "");
        double primary = sum(Series.Metric.REQUESTS, "podinfo-primary", "");
        assertEquals(40_000, canary + primary, 1_000);
        assertEquals(0.20, canary / (canary + primary), 0.01);
    }

    @Test
    void bucketsAreCumulativeAndTheLastOneCountsEverything() {
        serve(1);
        assertEquals(sum(Series.Metric.REQUESTS, "podinfo-primary", ""), sum(Series.Metric.BUCKET, "podinfo-primary", ""));
        Map<Series, Double> samples = service.scrape();
        for (Series series : samples.keySet()) {
            if (series.le().equals("0.05")) {
                Series next = new Series(series.metric(), series.namespace(), series.workload(), series.pod(), series.status(),
                        "0.1");
                assertTrue(samples.get(next) >= samples.get(series), series.toString());
            }
        }
        assertEquals(0.063, slowRatio("podinfo-primary"), 0.02, "1 - normalCdf(ln(100 / 40) / 0.6)");
    }

    @Test
    void countersNeverFallWhileThePodsLive() {
        release(Fate.FINE, 50);
        serve(1);
        Map<Series, Double> before = service.scrape();
        serve(3);
        Map<Series, Double> after = service.scrape();
        before.forEach((series, value) -> assertTrue(after.get(series) >= value, series.toString()));
    }

    @Test
    void aFineReleaseAnswersAsThePrimaryDoes() {
        release(Fate.FINE, 50);
        serve(20);
        assertEquals(errorRatio("podinfo-primary"), errorRatio("podinfo"), 0.002);
        assertEquals(slowRatio("podinfo-primary"), slowRatio("podinfo"), 0.01);
    }

    @ParameterizedTest
    @EnumSource(value = Fate.class, names = { "ERRORS", "SLOW_LEAK", "BAD_AT_HIGH_WEIGHT" })
    void badReleasesFailMoreOftenAtHalfTheTraffic(Fate fate) {
        release(fate, 50);
        serve(20);
        assertTrue(errorRatio("podinfo") > errorRatio("podinfo-primary") + 0.03, () -> "errors " + errorRatio("podinfo"));
    }

    @Test
    void aSlowReleaseIsSlow() {
        release(Fate.LATENCY, 50);
        serve(5);
        assertTrue(slowRatio("podinfo") > 0.4, () -> "slow " + slowRatio("podinfo"));
    }

    @Test
    void badAtHighWeightLooksFineBelow() {
        release(Fate.BAD_AT_HIGH_WEIGHT, 30);
        serve(20);
        assertEquals(errorRatio("podinfo-primary"), errorRatio("podinfo"), 0.002);
    }

    @Test
    void warmingUpPassesAndAPartOfItComesBackWithMoreWeight() {
        release(Fate.WARMING_UP, 20);
        serve(1);
        double cold = slowRatio("podinfo");
        assertTrue(cold > slowRatio("podinfo-primary") + 0.03, () -> "cold " + cold);
        assertEquals(40, warmingUpMedianMillis(new Fate.Moment(10, 10, 1, 20)), 0.1);
        assertEquals(100, warmingUpMedianMillis(new Fate.Moment(0, 0, 1, 20)), 0.1);
        assertEquals(52, warmingUpMedianMillis(new Fate.Moment(10, 0, 0.2, 40)), 0.1);
    }

    private static double warmingUpMedianMillis(Fate.Moment moment) {
        return Fate.WARMING_UP.of(Behaviour.HEALTHY, moment).latencyMedianMillis();
    }

    @Test
    void anIncidentHitsBothVersions() {
        release(Fate.INCIDENT, 50);
        serve(9);
        assertTrue(errorRatio("podinfo-primary") > 0.015);
        assertEquals(errorRatio("podinfo-primary"), errorRatio("podinfo"), 0.005);
    }

    @Test
    void afterAPromotionThePrimaryIsTheNewRevision() {
        release(Fate.ERRORS, 50);
        service.promote();
        service.route(Routes.PRIMARY_ONLY);
        service.scaleCanaryToZero();
        serve(5);
        assertTrue(errorRatio("podinfo-primary") > 0.05);
        assertEquals(0, sum(Series.Metric.REQUESTS, "podinfo", ""), "the canary's pods are gone");
    }

    @Test
    void theSameSeedGivesTheSameCounts() {
        SimulatedService twin = new SimulatedService(new CanaryRef("prod", "podinfo"), "podinfo", Traffic.of(400, INTERVAL),
                history, clock, RandomGeneratorFactory.of("L64X128MixRandom").create(7));
        service.serve(INTERVAL);
        twin.serve(INTERVAL);
        assertEquals(service.scrape(), twin.scrape());
    }
}
