package dev.serin.training.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.environment.Fault;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ReleasedService.Served;

class TraceServiceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Weight TWENTY = new Weight(20);
    private static final TraceRow BUSY = new TraceRow(30_000, 0.01, new LatencyQuantiles(50, 100, 150, 400));
    private static final ServiceTrace STEADY = trace(Collections.nCopies(40, Optional.of(BUSY)));

    private static ServiceTrace trace(List<Optional<TraceRow>> rows) {
        return new ServiceTrace("load", "shop", rows);
    }

    private static TraceService healthy(ServiceTrace trace, long seed) {
        return new TraceService(trace, 0, 1, Fault.NONE, seed);
    }

    private static double requests(VersionReading version) {
        return version.requests().orElse(0);
    }

    /** Errors of the canary, requests of the canary, the same of the primary, over many minutes. */
    private static double[] sums(TraceService service, int minutes) {
        double[] sums = new double[4];
        for (int minute = 0; minute < minutes; minute++) {
            Interval seen = service.serve(TWENTY, MINUTE).seen();
            sums[0] += seen.canary().errors().orElse(0);
            sums[1] += requests(seen.canary());
            sums[2] += seen.primary().errors().orElse(0);
            sums[3] += requests(seen.primary());
        }
        return sums;
    }

    @ParameterizedTest
    @ValueSource(ints = { 10, 20, 30, 60 })
    void everyRequestOfARowGoesToOneOfTheArms(int seconds) {
        TraceService service = healthy(trace(List.of(Optional.of(BUSY), Optional.of(new TraceRow(7, 0, BUSY.latency())))), 1);
        for (double expected : new double[] { 30_000, 7, 30_000 }) {
            double total = 0;
            for (int past = 0; past < 300; past += seconds) {
                Interval seen = service.serve(TWENTY, Duration.ofSeconds(seconds)).seen();
                assertEquals(requests(seen.canary()), seen.canary().latency().orElseThrow().total());
                total += requests(seen.canary()) + requests(seen.primary());
            }
            assertEquals(expected, total);
        }
    }

    /** Three standard deviations of the arms' difference over two million requests. */
    @Test
    void aHealthySplitFavoursNeitherArm() {
        double[] sums = sums(healthy(STEADY, 2), 360);
        assertEquals(0.2, sums[1] / (sums[1] + sums[3]), 0.001);
        assertEquals(0.01, sums[0] / sums[1], 0.0005);
        assertEquals(0, sums[0] / sums[1] - sums[2] / sums[3], 0.0006);
    }

    @Test
    void withoutWeightTheCanaryHasNoRequest() {
        Served served = healthy(STEADY, 3).serve(Weight.ZERO, MINUTE);
        assertEquals(0, requests(served.seen().canary()));
        assertTrue(served.seen().canary().errors().isPresent());
        assertEquals(Harm.NONE, served.harm());
    }

    @Test
    void aGapInTheTraceIsMissingTelemetryForFiveMinutes() {
        TraceService service = healthy(trace(List.of(Optional.of(BUSY), Optional.empty())), 4);
        for (int minute = 0; minute < 20; minute++) {
            assertEquals(minute % 10 < 5, service.serve(TWENTY, MINUTE).seen().isComparable(), "minute " + minute);
        }
    }

    @Test
    void injectedErrorsArriveInTheCanaryAlone() {
        Fault fault = new Fault("error-medium", 0.03, 1, 1, 0, 0, false);
        double[] sums = sums(new TraceService(STEADY, 0, 1, fault, 5), 360);
        assertEquals(0.04, sums[0] / sums[1], 0.001);
        assertEquals(0.01, sums[2] / sums[3], 0.0005);
    }

    @Test
    void injectedSlownessArrivesInTheCanaryAlone() {
        Fault fault = new Fault("latency-big", 0, 2, 1, 0, 0, false);
        Served served = new TraceService(STEADY, 0, 100, fault, 6).serve(TWENTY, MINUTE);
        assertEquals(0.5, shareUpTo100Millis(served.seen().canary()), 0.01);
        assertEquals(0.9, shareUpTo100Millis(served.seen().primary()), 0.01);
        assertEquals(60 * 0.2 * BUSY.latency().excessSlowShare(2), served.harm().slow(), 1e-9);
        assertEquals(0, served.harm().errors());
    }

    private static double shareUpTo100Millis(VersionReading version) {
        var latency = version.latency().orElseThrow();
        double counted = 0;
        for (int bucket = 0; latency.upperBoundMillis(bucket) <= 100; bucket++) {
            counted += latency.count(bucket);
        }
        return counted / latency.total();
    }

    @Test
    void saturationShowsOnlyFromItsWeightOn() {
        Fault fault = new Fault("saturation", 0.05, 1, 1, 0.5, 0, false);
        TraceService service = new TraceService(STEADY, 0, 1, fault, 7);
        assertEquals(0, service.serve(new Weight(49), MINUTE).harm().errors());
        assertEquals(60 * 0.5 * 0.05, service.serve(new Weight(50), MINUTE).harm().errors(), 1e-9);
    }

    @Test
    void aLeakGrowsFromTheFirstTrafficOn() {
        Fault fault = new Fault("leak", 0.001, 1, 1, 0, 2, true);
        TraceService service = new TraceService(STEADY, 0, 1, fault, 8);
        service.serve(Weight.ZERO, MINUTE);
        assertEquals(0, service.serve(Weight.FULL, MINUTE).harm().errors());
        assertEquals(0, service.serve(Weight.FULL, MINUTE).harm().errors());
        double early = service.serve(Weight.FULL, MINUTE).harm().errors();
        double later = service.serve(Weight.FULL, MINUTE).harm().errors();
        assertTrue(early > 0 && later > early);
        assertTrue(service.truth().bad());
        assertEquals(0.001 * (4 + 15 - 2), service.truth().severity(), 1e-9);
    }

    @Test
    void aScaleMultipliesTheTrafficAndNothingElse() {
        TraceService service = new TraceService(STEADY, 0, 10, Fault.NONE, 9);
        assertEquals(1000, service.facts().requestsPerSecond(), 1e-9);
        assertEquals(0.01, service.facts().errorShare(), 1e-9);
        Interval seen = service.serve(TWENTY, MINUTE).seen();
        assertEquals(60_000, requests(seen.canary()) + requests(seen.primary()), 1500);
    }

    @Test
    void theSameSeedIsTheSameRelease() {
        assertEquals(healthy(STEADY, 10).serve(TWENTY, MINUTE), healthy(STEADY, 10).serve(TWENTY, MINUTE));
        assertNotEquals(healthy(STEADY, 10).serve(TWENTY, MINUTE), healthy(STEADY, 11).serve(TWENTY, MINUTE));
    }

    @Test
    void cpuTimeIsMissingAsItWasNotRecorded() {
        assertFalse(healthy(STEADY, 12).serve(TWENTY, MINUTE).seen().canary().cpuSeconds().isPresent());
    }
}
