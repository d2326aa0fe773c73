package dev.serin.training.benchmark;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Lets contestants play every release of a set. What comes out does not depend on the number of threads. */
public final class Contest {

    /** So many releases are one piece of work. */
    private static final int PIECE = 250;

    private final int threads;
    private final Progress progress;

    /**
     * @param threads at least 1
     * @param out hears how far it is
     * @param terminal whether {@code out} is one
     */
    public Contest(int threads, PrintStream out, boolean terminal, Clock clock) {
        this.threads = threads;
        this.progress = new Progress(out, terminal, clock);
    }

    /** Rows in the order of the sets, and within them of the contestants that take part in each. */
    List<Row> play(List<BenchmarkSet> sets, Function<BenchmarkSet, List<Contestant>> entries) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            progress.expect(sets.stream().mapToLong(set -> (long) set.episodes() * entries.apply(set).size()).sum());
            List<Row> rows = new ArrayList<>();
            for (BenchmarkSet set : sets) {
                rows.addAll(play(set, entries.apply(set), workers));
            }
            return rows;
        } finally {
            workers.shutdownNow();
        }
    }

    private List<Row> play(BenchmarkSet set, List<Contestant> contestants, ExecutorService workers) {
        List<Outcome[]> outcomes = contestants.stream().map(contestant -> new Outcome[set.episodes()]).toList();
        List<Callable<Void>> pieces = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            for (int from = 0; from < set.episodes(); from += PIECE) {
                pieces.add(piece(set, contestants.get(i), outcomes.get(i), from));
            }
        }
        finish(pieces, workers);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            rows.add(Row.of(set.name(), contestants.get(i).name(), Arrays.asList(outcomes.get(i))));
        }
        return rows;
    }

    private Callable<Void> piece(BenchmarkSet set, Contestant contestant, Outcome[] outcomes, int from) {
        int to = Math.min(set.episodes(), from + PIECE);
        return () -> {
            for (int n = from; n < to; n++) {
                Episode episode = Episode.of(set.releases(), set.firstSeed() + n);
                outcomes[n] = Outcome.of(contestant.play(episode), episode.service());
            }
            progress.add(to - from);
            return null;
        };
    }

    /** Whatever failed in a worker fails here. */
    private static void finish(List<Callable<Void>> pieces, ExecutorService workers) {
        try {
            for (Future<Void> piece : workers.invokeAll(pieces)) {
                piece.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A release could not be played", failed.getCause());
        }
    }
}
