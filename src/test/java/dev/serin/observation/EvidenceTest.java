package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

class EvidenceTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int RUNS = 3000;
    private static final int LOOKS = 100;

    /** The share of runs in which the evidence reaches {@code threshold} at any of many looks. */
    private static double everReached(double threshold, ToDoubleFunction<Evidence> value, Draw draw) {
        return LongStream.range(0, RUNS).filter(seed -> reaches(threshold, value, draw, seed)).count() / (double) RUNS;
    }

    private interface Draw {
        Interval minute(Traffic traffic, int look, Instant end);
    }

    private static boolean reaches(double threshold, ToDoubleFunction<Evidence> value, Draw draw, long seed) {
        Traffic traffic = new Traffic(new SplittableRandom(seed));
        Evidence evidence = Evidence.none();
        for (int look = 1; look <= LOOKS; look++) {
            evidence = evidence.plus(draw.minute(traffic, look, at(look)));
            if (value.applyAsDouble(evidence) >= threshold) {
                return true;
            }
        }
        return false;
    }

    private static Instant at(int minute) {
        return START.plus(Traffic.MINUTE.multipliedBy(minute));
    }

    private static Interval errors(Traffic traffic, Instant end, double canaryRequests, double canaryShare,
            double primaryShare) {
        double primaryRequests = 20_000 - canaryRequests;
        return Traffic.interval(end, Traffic.counted(canaryRequests, traffic.poisson(canaryRequests * canaryShare)),
                Traffic.counted(primaryRequests, traffic.poisson(primaryRequests * primaryShare)));
    }

    private static Interval slow(Traffic traffic, Instant end, double canaryShare, double primaryShare) {
        return Traffic.interval(end, twoBuckets(1000, traffic.binomial(1000, canaryShare)),
                twoBuckets(9000, traffic.binomial(9000, primaryShare)));
    }

    private static VersionReading twoBuckets(double requests, double slow) {
        Histogram latency = new Histogram(new double[] { 100, Double.POSITIVE_INFINITY },
                new double[] { requests - slow, slow });
        return new VersionReading(new Reading.Value(requests), new Reading.Value(0), Optional.of(latency),
                new Reading.NoData("CPU is not asked for"));
    }

    private static double odds(double share, double ratio) {
        return ratio * share / (1 - share + ratio * share);
    }

    @Test
    void errorsAtTheToleratedRatioRaiseFewerFalseAlarmsThanAlphaHoweverOftenOneLooks() {
        Draw border = (traffic, look, end) -> errors(traffic, end, 1000 + 90 * look, 0.0045, 0.003);
        double alarms = everReached(20, evidence -> evidence.errors().worse(), border);
        assertTrue(alarms <= 0.05, () -> "false alarms " + alarms);
        assertTrue(alarms > 0, "a bound that is never approached tests nothing");
    }

    @Test
    void errorsAtTheHarmlessShareRaiseFewerFalseAlarmsThanAlphaHoweverManyTimesThePrimarysTheyAre() {
        Draw border = (traffic, look, end) -> errors(traffic, end, 1000, 0.001, 0.00001);
        double alarms = everReached(20, evidence -> evidence.errors().worse(), border);
        assertTrue(alarms <= 0.05, () -> "false alarms " + alarms);
        assertTrue(alarms > 0, "a bound that is never approached tests nothing");
    }

    @Test
    void errorsThatAreNoLongerToleratedAreCalledSafeLessOftenThanAlpha() {
        Draw border = (traffic, look, end) -> errors(traffic, end, 1000, 0.006, 0.003);
        double mistakes = everReached(20, evidence -> evidence.errors().safe(), border);
        assertTrue(mistakes <= 0.05, () -> "mistakes " + mistakes);
    }

    @Test
    void latencyAtTheToleratedOddsRaisesFewerFalseAlarmsThanAlpha() {
        Draw border = (traffic, look, end) -> slow(traffic, end, odds(0.05, 1.7), 0.05);
        double alarms = everReached(20, evidence -> evidence.latency().worse(), border);
        assertTrue(alarms <= 0.05, () -> "false alarms " + alarms);
    }

    @Test
    void clearErrorsAreFoundWithinThreeMinutes() {
        Draw bad = (traffic, look, end) -> errors(traffic, end, look <= 3 ? 1000 : 0, 0.05, 0.001);
        assertEquals(1, everReached(200, evidence -> evidence.errors().worse(), bad));
    }

    @Test
    void halfAPercentOfErrorsIsFoundAtHighTraffic() {
        Draw bad = (traffic, look, end) -> errors(traffic, end, look <= 10 ? 6000 : 0, 0.005, 0.0005);
        assertTrue(everReached(200, evidence -> evidence.errors().worse(), bad) >= 0.99);
    }

    @Test
    void aFaultThatBeginsAfterAGoodHourIsFoundWithinTwoMinutes() {
        Draw late = (traffic, look, end) -> errors(traffic, end, look <= 61 ? 1000 : 0, look < 60 ? 0.001 : 0.02, 0.001);
        assertTrue(everReached(200, evidence -> evidence.errors().worse(), late) >= 0.99);
    }

    @Test
    void anIncidentOnBothVersionsWhileTheWeightRisesIsNoDifference() {
        Evidence before = Evidence.none().plus(Traffic.interval(at(1), Traffic.counted(500, 0), Traffic.counted(9500, 1)));
        Evidence seen = before.atNewWeight()
                .plus(Traffic.interval(at(2), Traffic.counted(5000, 250), Traffic.counted(5000, 250)));
        double pooledRatio = seen.totals().canaryErrors() / seen.totals().canaryRequests()
                / (seen.totals().primaryErrors() / seen.totals().primaryRequests());
        assertTrue(pooledRatio > 2.5, "pooled counts would blame the canary");
        assertTrue(seen.errors().worse() < 1, () -> "worse " + seen.errors().worse());
        assertTrue(Math.abs(seen.errors().total().z()) < 0.5, () -> "z " + seen.errors().total().z());
    }

    @Test
    void aReleaseWithoutAnyErrorBecomesSafe() {
        Evidence few = errorFree(1, 300);
        Evidence many = errorFree(5, 300);
        assertTrue(few.safe() > 1 && few.safe() < 20, () -> "300 requests cannot exclude 0.5 %: " + few.safe());
        assertTrue(many.safe() >= 20, () -> "1,500 requests can: " + many.safe());
    }

    private static Evidence errorFree(int minutes, double requests) {
        Evidence evidence = Evidence.none();
        for (int minute = 1; minute <= minutes; minute++) {
            evidence = evidence
                    .plus(Traffic.interval(at(minute), Traffic.counted(requests, 0), Traffic.counted(9 * requests, 0)));
        }
        return evidence;
    }

    @Test
    void creditForAGoodHourIsLostInOneBadMinute() {
        Evidence good = errorFree(60, 1000);
        Evidence bad = good.plus(Traffic.interval(at(61), Traffic.counted(1000, 30), Traffic.counted(9000, 0)));
        assertTrue(good.safe() > 100 && bad.safe() < 1, () -> good.safe() + " then " + bad.safe());
    }

    @Test
    void aMissingIntervalAddsNothingButItsCount() {
        Evidence before = realistic(5);
        Evidence after = before.plus(Traffic.interval(at(6), VersionReading.missing("no answer"), Traffic.counted(9000, 9)));
        assertEquals(before.errors().worse(), after.errors().worse());
        assertEquals(before.safe(), after.safe());
        assertEquals(before.worse(), after.worse());
        assertEquals(before.totals(), after.totals());
        assertEquals(before.errors().total(), after.errors().total());
        assertEquals(before.intervals() + 1, after.intervals());
        assertEquals(before.comparable(), after.comparable());
        assertEquals(1, after.consecutiveMissing());
    }

    @Test
    void aNewReadingEndsARunOfMissingOnes() {
        Interval missing = Traffic.interval(at(1), VersionReading.missing("no answer"), VersionReading.missing("no answer"));
        Interval counted = Traffic.interval(at(3), Traffic.counted(10, 0), Traffic.counted(90, 0));
        assertEquals(2, Evidence.none().plus(missing).plus(missing).consecutiveMissing());
        assertEquals(0, Evidence.none().plus(missing).plus(counted).consecutiveMissing());
    }

    @Test
    void otherBucketsAreLearntAnewAndNotCompared() {
        Interval other = Traffic.interval(at(6), twoBuckets(1000, 900), twoBuckets(9000, 10));
        Evidence before = realistic(5);
        Evidence after = before.plus(other);
        assertEquals(before.latency().worse(), after.latency().worse());
        assertEquals(other.primary().latency(), after.latency().profile().map(LatencyEvidence.Profile::primary));
    }

    @Test
    void aWarmUpIsNoEvidenceAtFirstAndASlowCanaryIsLater() {
        assertTrue(slowFor(3).latency().worse() < 1, () -> "after 3 min " + slowFor(3).latency().worse());
        assertTrue(slowFor(15).latency().worse() > 200, () -> "after 15 min " + slowFor(15).latency().worse());
    }

    private static Evidence slowFor(int minutes) {
        Traffic traffic = new Traffic(new SplittableRandom(7));
        Evidence evidence = Evidence.none();
        for (int minute = 1; minute <= minutes; minute++) {
            evidence = evidence.plus(
                    Traffic.interval(at(minute), traffic.version(1000, 0.001, 80), traffic.version(9000, 0.001, 40)));
        }
        return evidence;
    }

    private static Evidence realistic(int minutes) {
        Traffic traffic = new Traffic(new SplittableRandom(1));
        Evidence evidence = Evidence.none().atNewWeight();
        for (int minute = 1; minute <= minutes; minute++) {
            evidence = evidence.plus(
                    Traffic.interval(at(minute), traffic.version(1000, 0.002, 40), traffic.version(9000, 0.002, 40)));
        }
        return evidence;
    }

    @Test
    void survivesJsonUnchanged() throws Exception {
        ObjectMapper json = new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
        Evidence evidence = realistic(5).plus(new Interval(at(6), Traffic.MINUTE, VersionReading.missing("no answer"),
                VersionReading.missing("no answer"), Map.of()));
        assertEquals(evidence, json.readValue(json.writeValueAsString(evidence), Evidence.class));
        assertEquals(Evidence.none(), json.readValue(json.writeValueAsString(Evidence.none()), Evidence.class));
    }

    @Test
    void flaggersChecksCountEveryFailureFromTheFirstRequestOn() {
        FlaggerChecks idle = FlaggerChecks.NONE.plus(Traffic.counted(0, 0));
        assertEquals(0, idle.failed());
        VersionReading fine = twoBuckets(100, 0);
        VersionReading failing = new VersionReading(fine.requests(), new Reading.Value(2), fine.latency(), fine.cpuSeconds());
        FlaggerChecks three = idle.plus(failing).plus(fine).plus(Traffic.counted(0, 0)).plus(VersionReading.missing("gone"));
        assertEquals(3, three.failed());
        assertEquals(2, three.failedBeforeNewest());
    }
}
