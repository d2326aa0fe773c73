package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ReleasedService.Served;

class SyntheticServiceTest {

    private static final double BUSY = 20_000;

    private static Interval seen(Scenario scenario, int percent) {
        return Quiet.service(scenario).serve(new Weight(percent), Quiet.MINUTE).seen();
    }

    @Test
    void trafficIsSplitByTheWeight() {
        Interval seen = seen(Quiet.at(BUSY), 20);
        assertEquals(0.2 * BUSY * 60, seen.canary().requests().orElse(0), 0.01 * BUSY * 60);
        assertEquals(0.8 * BUSY * 60, seen.primary().requests().orElse(0), 0.01 * BUSY * 60);
    }

    @Test
    void aHealthyCanaryBehavesAsItsPrimary() {
        Interval seen = seen(Quiet.at(BUSY), 50);
        for (VersionReading version : List.of(seen.canary(), seen.primary())) {
            assertEquals(Quiet.ERROR_SHARE, Quiet.errorShare(version), 0.1 * Quiet.ERROR_SHARE);
            assertEquals(0.01, Quiet.slowShare(version), 0.0005);
            assertEquals(0.005, Quiet.cpuPerRequest(version), 0.0001);
        }
    }

    @ParameterizedTest
    @CsvSource({ "0.002, 1", "0.05, 1", "0, 1.1", "0, 3", "0.01, 2" })
    void aFaultHitsTheCanaryWithItsSizeAndLeavesThePrimaryAlone(double errors, double latencyFactor) {
        Scenario bad = Quiet.with(Quiet.at(BUSY), Quiet.fault(errors, latencyFactor));
        Interval seen = seen(bad, 50);
        double slow = LatencyModel.of(bad.baseline()).excessSlowShare(latencyFactor);
        assertEquals(Quiet.ERROR_SHARE + errors, Quiet.errorShare(seen.canary()), 0.0003 + 0.02 * errors);
        assertEquals(0.01 + slow, Quiet.slowShare(seen.canary()), 0.002);
        assertEquals(Quiet.ERROR_SHARE, Quiet.errorShare(seen.primary()), 0.1 * Quiet.ERROR_SHARE);
        assertEquals(0.01, Quiet.slowShare(seen.primary()), 0.0005);
    }

    @Test
    void twoAndAHalfTimesSlowerMovesThePercentileSoFar() {
        Interval seen = seen(Quiet.with(Quiet.at(BUSY), Quiet.fault(0, 2.5)), 50);
        assertEquals(250, seen.canary().latency().orElseThrow().quantileMillis(0.99).orElse(0), 5);
        assertEquals(100, seen.primary().latency().orElseThrow().quantileMillis(0.99).orElse(0), 3);
    }

    @Test
    void aFaultMayTakeMoreCpuPerRequest() {
        Fault hungry = new Fault("test", 0, 1, 2, 0, 0, false);
        Interval seen = seen(Quiet.with(Quiet.at(BUSY), hungry), 50);
        assertEquals(2, Quiet.cpuPerRequest(seen.canary()) / Quiet.cpuPerRequest(seen.primary()), 0.02);
    }

    @Test
    void aFaultBeginsSoManyMinutesAfterTheFirstTraffic() {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(BUSY), new Fault("test", 0.1, 1, 1, 0, 3, false)));
        Quiet.pass(service, 0, 10);
        assertEquals(Quiet.ERROR_SHARE, Quiet.errorShare(Quiet.pass(service, 10, 3).seen().canary()), 0.0005);
        assertEquals(0.101, Quiet.errorShare(Quiet.pass(service, 10, 1).seen().canary()), 0.003);
    }

    @Test
    void saturationShowsFromItsWeightOnly() {
        Scenario saturates = Quiet.with(Quiet.at(BUSY), new Fault("test", 0.05, 2, 1, 0.6, 0, false));
        assertEquals(Quiet.ERROR_SHARE, Quiet.errorShare(seen(saturates, 59).canary()), 0.0003);
        assertEquals(0.051, Quiet.errorShare(seen(saturates, 60).canary()), 0.001);
        assertEquals(0, Quiet.service(saturates).serve(new Weight(59), Quiet.MINUTE).harm().total());
    }

    @Test
    void aLeakGrowsWithTimeAndFasterWithTraffic() {
        Scenario leaks = Quiet.with(Quiet.at(BUSY), new Fault("leak", 0.001, 1.05, 1, 0, 2, true));
        SyntheticService little = Quiet.service(leaks);
        SyntheticService much = Quiet.service(leaks);
        assertEquals(0, Quiet.pass(little, 10, 2).harm().total(), "not yet");
        Quiet.pass(much, 100, 2);
        Harm early = Quiet.pass(little, 10, 5).harm();
        Harm late = Quiet.pass(little, 10, 5).harm();
        assertTrue(late.errors() > 1.5 * early.errors() && late.slow() > 1.5 * early.slow());
        Harm full = Quiet.pass(much, 100, 10).harm();
        // Minute 9.5 of growth, at full speed; with a tenth of the traffic at 0.2 + 0.8 / 10 of it.
        assertEquals(60 * 0.0095, full.errors(), 1e-9);
        assertEquals(6 * 0.0095 * 0.28, late.errors(), 1e-9);
    }

    @Test
    void anIncidentHitsBothVersionsWhileItLasts() {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(BUSY), new Scenario.Incident(2, 3, 0.05, 2, 0)));
        List<Served> minutes = new ArrayList<>();
        for (int minute = 0; minute < 6; minute++) {
            minutes.add(service.serve(new Weight(50), Quiet.MINUTE));
        }
        for (int minute = 0; minute < 6; minute++) {
            boolean during = minute >= 2 && minute < 5;
            Interval seen = minutes.get(minute).seen();
            for (VersionReading version : List.of(seen.canary(), seen.primary())) {
                assertEquals(during ? 0.051 : 0.001, Quiet.errorShare(version), 0.001);
                assertEquals(during, Quiet.slowShare(version) > 0.05, "slow in minute " + minute);
            }
            assertEquals(0, minutes.get(minute).harm().total(), "an incident is not the release's fault");
        }
    }

    @Test
    void anUnevenIncidentHitsTheCanaryHarderOrLess() {
        Scenario uneven = Quiet.with(Quiet.at(BUSY), new Scenario.Incident(0, 3, 0.05, 1, 0.5));
        double[] canary = new double[400];
        for (int seed = 0; seed < canary.length; seed++) {
            canary[seed] = Math.log(Quiet.errorShare(
                    new SyntheticService(uneven, seed).serve(new Weight(50), Quiet.MINUTE).seen().canary()) / 0.05);
        }
        assertEquals(0.5, Math.sqrt(Spread.variance(canary)), 0.06);
    }

    @Test
    void aWarmUpSlowsTheCanaryAloneAndIsNoHarm() {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(BUSY), new Scenario.WarmUp(3, 2, 0.3)));
        Served first = service.serve(new Weight(50), Quiet.MINUTE);
        assertTrue(Quiet.slowShare(first.seen().canary()) > 0.1);
        assertEquals(0.01, Quiet.slowShare(first.seen().primary()), 0.001);
        assertEquals(0, first.harm().total());
        assertEquals(0.01, Quiet.slowShare(Quiet.pass(service, 50, 20).seen().canary()), 0.001);
        assertTrue(Quiet.slowShare(Quiet.pass(service, 80, 1).seen().canary()) > 0.011, "some comes back with more weight");
    }

    @ParameterizedTest
    @CsvSource({ "0.12, 1", "0.3, 2", "0.5, 2" })
    void gapsTakeTheirShareOfTheMinutesAndLastAsLongAsTold(double share, double minutes) {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(1), new Scenario.Gaps(share, minutes)));
        int missing = 0;
        int gaps = 0;
        boolean before = false;
        for (int minute = 0; minute < 20_000; minute++) {
            boolean gap = !service.serve(new Weight(50), Quiet.MINUTE).seen().isComparable();
            missing += gap ? 1 : 0;
            gaps += gap && !before ? 1 : 0;
            before = gap;
        }
        assertEquals(share, missing / 20_000.0, 0.02);
        assertEquals(minutes, missing / (double) gaps, 0.1 * minutes);
    }

    @Test
    void aGapHidesBothVersionsForAWholeMinute() {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(100), new Scenario.Gaps(0.4, 1)));
        for (int minute = 0; minute < 200; minute++) {
            boolean comparable = service.serve(new Weight(50), Duration.ofSeconds(10)).seen().isComparable();
            for (int part = 1; part < 6; part++) {
                Interval seen = service.serve(new Weight(50), Duration.ofSeconds(10)).seen();
                assertEquals(comparable, seen.isComparable());
                assertEquals(comparable, seen.canary().latency().isPresent() && seen.primary().cpuSeconds().isPresent());
            }
        }
    }

    @Test
    void lookingMoreOftenTellsNoMoreAboutAMinutesErrors() {
        assertSameNoise(new Scenario.Noise(0, 0.3, 0, 0, 0, 0, 0, 0), Quiet::errorShare, 0.3);
    }

    @Test
    void lookingMoreOftenTellsNoMoreAboutAMinutesLatency() {
        assertSameNoise(new Scenario.Noise(0, 0, 0, 0.05, 0, 0, 0, 0), Quiet::slowShare, Double.NaN);
    }

    @Test
    void lookingMoreOftenTellsNoMoreAboutAMinutesCpu() {
        assertSameNoise(new Scenario.Noise(0, 0, 0, 0, 0, 0, 0.1, 0), Quiet::cpuPerRequest, 0.1);
    }

    /** The logarithm of a minute's figure spreads alike, whether the minute is looked at once or six times. */
    private static void assertSameNoise(Scenario.Noise noise, ToDoubleFunction<VersionReading> figure, double expected) {
        double once = Math.sqrt(Spread.variance(logOfMinutes(noise, figure, 1)));
        double often = Math.sqrt(Spread.variance(logOfMinutes(noise, figure, 6)));
        assertEquals(1, often / once, 0.08);
        assertTrue(Double.isNaN(expected) || Math.abs(once - expected) < 0.1 * expected, () -> "spread " + once);
    }

    private static double[] logOfMinutes(Scenario.Noise noise, ToDoubleFunction<VersionReading> figure, int looks) {
        SyntheticService service = Quiet.service(Quiet.with(Quiet.at(BUSY), noise));
        double[] minutes = new double[2_000];
        for (int minute = 0; minute < minutes.length; minute++) {
            double sum = 0;
            for (int look = 0; look < looks; look++) {
                sum += figure.applyAsDouble(
                        service.serve(new Weight(50), Duration.ofSeconds(60 / looks)).seen().canary());
            }
            minutes[minute] = Math.log(sum / looks);
        }
        return minutes;
    }

    @Test
    void harmIsWhatWasHurtInFullTrafficSeconds() {
        Scenario bad = Quiet.with(Quiet.at(BUSY), Quiet.fault(0.05, 2));
        Served served = Quiet.service(bad).serve(new Weight(20), Quiet.MINUTE);
        VersionReading canary = served.seen().canary();
        double failed = (Quiet.errorShare(canary) - Quiet.ERROR_SHARE) * canary.requests().orElse(0) / BUSY;
        double slow = (Quiet.slowShare(canary) - 0.01) * canary.requests().orElse(0) / BUSY;
        assertEquals(failed, served.harm().errors(), 0.02 * failed);
        assertEquals(slow, served.harm().slow(), 0.02 * slow);
        assertEquals(60 * 0.2 * 0.05, served.harm().errors(), 1e-9);
        assertEquals(served.harm().errors() + 0.2 * served.harm().slow(), served.harm().total(), 1e-12);
    }

    @Test
    void withoutTrafficThereIsNoHarm() {
        assertEquals(Harm.NONE, Quiet.service(Quiet.with(Quiet.at(BUSY), Quiet.fault(0.5, 5))).serve(Weight.ZERO, Quiet.MINUTE)
                .harm());
    }

    @Test
    void severityIsTheShareOfRequestsHurtAtFullTraffic() {
        assertEquals(0.03, truth(Quiet.fault(0.03, 1)).severity(), 1e-9);
        double slow = Quiet.slowShare(seen(Quiet.with(Quiet.at(BUSY), Quiet.fault(0, 2)), 100).canary()) - 0.01;
        assertEquals(0.2 * slow, truth(Quiet.fault(0, 2)).severity(), 0.003);
        assertEquals(0.03, truth(new Fault("test", 0.03, 1, 1, 0.8, 0, false)).severity(), 1e-9,
                "also where it saturates later");
        assertEquals(0.015, truth(new Fault("leak", 0.001, 1, 1, 0, 0, true)).severity(), 1e-9, "a quarter of an hour ahead");
        assertEquals(0, truth(Fault.NONE).severity());
    }

    private static Truth truth(Fault fault) {
        return Quiet.service(Quiet.with(Quiet.at(BUSY), fault)).truth();
    }

    @Test
    void theTruthNamesTheFault() {
        assertTrue(truth(Quiet.fault(0.03, 1)).bad());
        assertEquals("test", truth(Quiet.fault(0.03, 1)).effect());
        assertFalse(truth(Fault.NONE).bad());
        assertEquals("none", truth(Fault.NONE).effect());
    }
}
