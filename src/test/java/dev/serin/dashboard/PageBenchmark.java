package dev.serin.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.serin.journal.Journal;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** {@code make benchmark-page}: what a list of 500 canaries costs. No test: it prints, and asserts nothing. */
@QuarkusTest
@TestProfile(BigFleetProfile.class)
class PageBenchmark {

    private static final int WARM_UP = 200;
    private static final int RENDERS = 101;
    private static final FleetQuery ALL = FleetQuery.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    @Inject
    Screens screens;

    @Test
    void render() {
        canaries.show(new BigFleet(journal).record());
        LongStream.range(0, WARM_UP).forEach(ignored -> screens.fleet(ALL));
        long[] query = LongStream.range(0, RENDERS).map(ignored -> nanos(() -> journal.glances())).sorted().toArray();
        long[] whole = LongStream.range(0, RENDERS).map(ignored -> nanos(() -> screens.fleet(ALL))).sorted().toArray();
        System.out.printf(Locale.ROOT,
                "%d canaries, %d renders: median %.1f ms, 95th percentile %.1f ms, of it the journal %.1f ms; %.0f kB%n",
                BigFleet.SIZE, RENDERS, millis(whole, 0.5), millis(whole, 0.95), millis(query, 0.5),
                screens.fleet(ALL).body().getBytes(StandardCharsets.UTF_8).length / 1000.0);
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
