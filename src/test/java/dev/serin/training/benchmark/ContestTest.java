package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.training.rivals.Played;

class ContestTest {

    private static final BenchmarkSet MIXED = new BenchmarkSet("mixed", 5, 300,
            ScenarioFile.shipped("benchmark").get("mixed")::draw);
    private static final List<Contestant> ALL = Contestants.of(Optional.empty());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private List<Row> rows(int threads, List<Contestant> contestants) {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return new Contest(threads, new PrintStream(out, true), false, stopped).play(List.of(MIXED),
                set -> contestants);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertEquals(BenchmarkJson.text(rows(1, ALL)), BenchmarkJson.text(rows(3, ALL)));
    }

    @Test
    void theOracleMakesNoMistakeAndDoesNoHarm() {
        Row oracle = rows(2, ALL).stream().filter(row -> row.policy().equals("oracle")).findFirst().orElseThrow();
        assertEquals(1, oracle.figure(Figure.GOOD_PROMOTED).orElseThrow().value());
        assertEquals(1, oracle.figure(Figure.BAD_CAUGHT).orElseThrow().value());
        assertEquals(0, oracle.figure(Figure.HARM_TOTAL).orElseThrow().value());
    }

    @Test
    void theReleasesCountOnFromTheFirstSeedOfTheSet() {
        Watching watching = new Watching("watching");
        rows(1, List.of(watching));
        assertEquals(LongStream.range(5, 305).boxed().toList(), watching.seeds);
    }

    /** The same seed is the same release. */
    @Test
    void everyContestantPlaysTheSameReleasesInItsOrder() {
        Watching first = new Watching("first");
        Watching second = new Watching("second");
        List<Row> rows = rows(1, List.of(first, second));
        assertEquals(List.of("first", "second"), rows.stream().map(Row::policy).toList());
        assertEquals(300, first.seen.size());
        assertEquals(first.seen, second.seen);
        assertTrue(new HashSet<>(first.seen).size() > 290, "every release is another one");
    }

    /** Promotes at once and keeps what it was given. */
    private static final class Watching implements Contestant {

        private final String name;
        private final List<ServiceFacts> seen = new ArrayList<>();
        private final List<Long> seeds = new ArrayList<>();

        private Watching(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Ending play(Episode episode) {
            seen.add(episode.service().facts());
            seeds.add(episode.seed());
            return new Ending(new Played(true, 0, Harm.NONE, Harm.NONE, episode.service().truth()), OptionalDouble.empty());
        }
    }

    @Test
    void onlyTheBayesFilterStatesAProbability() {
        assertEquals(List.of("bayes-filter"), rows(2, ALL).stream().filter(row -> row.calibration().isPresent())
                .map(Row::policy).toList());
    }

    @Test
    void whatFailsInAWorkerFailsTheContest() {
        Contestant broken = new Contestant() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Ending play(Episode episode) {
                throw new IllegalArgumentException("cannot play");
            }
        };
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> rows(2, List.of(broken)));
        assertEquals("cannot play", failure.getCause().getMessage());
    }

    @Test
    void progressEndsAtAHundredPercent() {
        rows(2, ALL.subList(0, 2));
        assertTrue(out.toString().endsWith("100 % of 600 releases, 0:00 left" + System.lineSeparator()));
    }
}
