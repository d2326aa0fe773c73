package dev.serin.training.benchmark;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells how far the work is and when it will be done: one line that is written again on a terminal, else a line now and then.
 */
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(20);

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Instant start;
    private Instant told;
    private long expected = 1;
    private long done;

    Progress(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.told = start;
    }

    synchronized void expect(long releases) {
        expected = Math.max(1, releases);
    }

    synchronized void add(long releases) {
        done += releases;
        Instant now = clock.instant();
        boolean due = Duration.between(told, now).compareTo(terminal ? ON_TERMINAL : ELSEWHERE) >= 0;
        if (due || done == expected) {
            told = now;
            tell(Duration.between(start, now));
        }
    }

    private void tell(Duration past) {
        long left = past.toSeconds() * (expected - done) / done;
        String line = String.format(Locale.ROOT, "%3d %% of %d releases, %s left", 100 * done / expected, expected,
                clockWords(left));
        if (terminal) {
            out.print("\r" + line + (done == expected ? System.lineSeparator() : " "));
        } else {
            out.println(line);
        }
        out.flush();
    }

    private static String clockWords(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
