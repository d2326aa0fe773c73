package dev.serin.training;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.serin.training.ppo.Update;

/** Tells how far the training is and how long it will take: a bar on a terminal, else a plain line now and then. */
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(20);
    private static final int BAR = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Map<Long, Update> newest = new TreeMap<>();
    private final long total;
    private final long before;
    private final Instant start;
    private long done;
    private Instant told;

    /** @param before steps of {@code total} that were made by an earlier run */
    Progress(PrintStream out, boolean terminal, Clock clock, long before, long total) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.before = before;
        this.total = total;
        this.start = clock.instant();
        this.told = start;
        this.done = before;
    }

    synchronized void add(long seed, Update update, int steps) {
        done += steps;
        newest.put(seed, update);
        Instant now = clock.instant();
        if (done >= total || Duration.between(told, now).compareTo(terminal ? ON_TERMINAL : ELSEWHERE) >= 0) {
            told = now;
            tell(Duration.between(start, now));
        }
    }

    private void tell(Duration past) {
        double share = Math.min(1, done / (double) total);
        long left = Math.round(past.toSeconds() * (double) (total - done) / (done - before));
        String numbers = String.format(Locale.ROOT, "%3.0f %% of %.1f million steps, %d:%02d left, reward %s", 100 * share,
                total / 1e6, left / 60, left % 60, rewards());
        if (terminal) {
            int full = (int) (BAR * share);
            out.print("\r[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + numbers
                    + (done >= total ? System.lineSeparator() : " "));
        } else {
            out.println(numbers);
        }
        out.flush();
    }

    /** By seed, of the last update. */
    private String rewards() {
        return newest.entrySet().stream()
                .map(seed -> String.format(Locale.ROOT, "%d: %.3f", seed.getKey(), seed.getValue().meanReward()))
                .collect(Collectors.joining(", "));
    }
}
