package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

/** A learner reads the sums alone; they must be the ones that production shows its model. */
class EvidenceWithoutBetsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final int LOOKS = 40;

    private final Traffic traffic = new Traffic(new SplittableRandom(3));

    /** A failing and slow canary that changes its weight, with a gap in the telemetry. */
    private void fold(BiConsumer<Evidence, Evidence> afterEach) {
        Evidence betting = Evidence.none();
        Evidence idle = Evidence.withoutBets(Tolerances.DEFAULT);
        for (int look = 1; look <= LOOKS; look++) {
            VersionReading canary = look == 20 ? VersionReading.missing("no series") : traffic.version(1000, 0.02, 80);
            Interval interval = Traffic.interval(START.plus(Traffic.MINUTE.multipliedBy(look)), canary,
                    traffic.version(9000, 0.001, 40));
            betting = look == 10 ? betting.atNewWeight().plus(interval) : betting.plus(interval);
            idle = look == 10 ? idle.atNewWeight().plus(interval) : idle.plus(interval);
            afterEach.accept(betting, idle);
        }
    }

    @Test
    void theSumsAreThoseOfEvidenceWithBets() {
        fold((betting, idle) -> {
            assertEquals(sums(betting.errors()), sums(idle.errors()));
            assertEquals(sums(betting.latency().body()), sums(idle.latency().body()));
            assertEquals(sums(betting.latency().tail()), sums(idle.latency().tail()));
            assertEquals(betting.latency().profile(), idle.latency().profile());
            assertEquals(betting.latency().primaryShift(), idle.latency().primaryShift());
            assertEquals(betting.primaryErrorShift(), idle.primaryErrorShift());
            assertEquals(betting.consecutiveMissing(), idle.consecutiveMissing());
        });
    }

    @Test
    void nothingIsEverClaimed() {
        fold((betting, idle) -> {
            assertEquals(1, idle.worse());
            assertEquals(1, idle.safe());
            assertNotEquals(1.0, betting.worse());
            assertEquals(FlaggerChecks.NONE, idle.checks());
        });
    }

    private static Comparison sums(Comparison of) {
        EProcess none = EProcess.IDLE;
        return new Comparison(none, none, none, none, of.total(), of.recent(), of.atWeight(), of.newest(), of.minutes(),
                of.intervals());
    }
}
