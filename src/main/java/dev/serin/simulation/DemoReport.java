package dev.serin.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.service.Fate;

/** Plays the releases and tells what becomes of them. */
final class DemoReport {

    private static final String ROW = "%-18s %-26s %-14s %-6s %7s%n";

    private final World world;
    private final List<DemoReleases.Release> releases;
    private final Clock clock;
    private final PrintStream out;
    private final Instant ready;
    private final Map<CanaryRef, World.Outcome> told = new TreeMap<>();

    DemoReport(World world, List<DemoReleases.Release> releases, Clock clock, PrintStream out) {
        this.world = world;
        this.releases = releases;
        this.clock = clock;
        this.out = out;
        this.ready = clock.instant();
    }

    /** Starts the releases that are due, and prints one line for each start and each end since the last look. */
    void look() {
        for (DemoReleases.Release release : releases) {
            if (told.containsKey(release.canary())) {
                tellEnd(release);
            } else if (elapsed().compareTo(release.start()) >= 0) {
                world.deploy(release.canary(), release.fate());
                tell(release, World.Outcome.UNDER_WAY, "new revision");
            }
        }
    }

    private void tellEnd(DemoReleases.Release release) {
        World.Outcome outcome = world.outcome(release.canary());
        if (isEnd(outcome) && told.get(release.canary()) != outcome) {
            tell(release, outcome, words(outcome));
        }
    }

    private void tell(DemoReleases.Release release, World.Outcome outcome, String words) {
        told.put(release.canary(), outcome);
        out.printf("%4d s  %-18s %s (%s)%n", elapsed().toSeconds(), release.canary(), words, release.fate());
    }

    /** Nothing more is to come, apart from releases that may hold for long. */
    boolean isThrough() {
        return releases.stream().allMatch(release -> isEnd(told.get(release.canary()))
                || told.containsKey(release.canary()) && release.fate().rightEnd() == Fate.End.STILL_HOLDING_OR_PROMOTED);
    }

    private static boolean isEnd(World.Outcome outcome) {
        return outcome == World.Outcome.PROMOTED || outcome == World.Outcome.ROLLED_BACK;
    }

    boolean allEndedRight() {
        return releases.stream().allMatch(this::endedRight);
    }

    private boolean endedRight(DemoReleases.Release release) {
        World.Outcome outcome = world.outcome(release.canary());
        return switch (release.fate().rightEnd()) {
            case PROMOTED -> outcome == World.Outcome.PROMOTED;
            case ROLLED_BACK -> outcome == World.Outcome.ROLLED_BACK;
            case STILL_HOLDING_OR_PROMOTED -> outcome == World.Outcome.PROMOTED || outcome == World.Outcome.UNDER_WAY;
        };
    }

    /** The closing table. */
    void printTable() throws IOException {
        List<String> subjects = world.repository().subjects();
        out.printf("%n" + ROW, "release", "fate", "ended as", "right", "commits");
        for (DemoReleases.Release release : releases) {
            long commits = subjects.stream().filter(subject -> subject.contains(release.canary().toString())).count();
            out.printf(ROW, release.canary(), release.fate(), ended(release), endedRight(release) ? "yes" : "NO", commits);
        }
    }

    private String ended(DemoReleases.Release release) {
        World.Outcome outcome = world.outcome(release.canary());
        return isEnd(outcome) ? words(outcome) : "at %d %%".formatted(world.weight(release.canary()));
    }

    private static String words(World.Outcome outcome) {
        return outcome == World.Outcome.PROMOTED ? "promoted" : "rolled back";
    }

    private Duration elapsed() {
        return Duration.between(ready, clock.instant());
    }
}
