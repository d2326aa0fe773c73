package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import dev.serin.observation.VersionReading;
import dev.serin.training.benchmark.WatchedService.Frame;
import dev.serin.training.report.EpisodeStory;
import dev.serin.training.report.EpisodeStory.Moment;
import dev.serin.training.report.Section;

/** The first release of some sets under a policy, to look at. */
final class ExampleEpisodes {

    private static final List<String> SETS = List.of("healthy", "healthy-warm-up", "error-small", "latency-medium", "leak");
    private static final double P99 = 0.99;

    private ExampleEpisodes() {
    }

    /** One for each set that is there; not chosen by how it went. */
    static Section section(Contestant contestant, List<BenchmarkSet> sets) {
        return new Section("Example releases under " + contestant.name(), "The first release of each of these sets.",
                sets.stream().filter(set -> SETS.contains(set.name())).map(set -> story(contestant, set)).toList(), true);
    }

    private static EpisodeStory story(Contestant contestant, BenchmarkSet set) {
        Episode episode = Episode.of(set.releases(), set.firstSeed());
        Outcome outcome = Outcome.of(contestant.play(episode), episode.service());
        String title = String.format(Locale.ROOT, "%s, %.3g requests per second: %s after %.1f minutes", set.name(),
                episode.service().facts().requestsPerSecond(), outcome.promoted() ? "promoted" : "rolled back",
                outcome.minutes());
        List<Moment> moments = new ArrayList<>();
        double minute = 0;
        for (Frame frame : episode.service().frames()) {
            if (minute < outcome.minutes()) {
                moments.add(moment(minute, frame));
            }
            minute += frame.length().toSeconds() / 60.0;
        }
        moments.add(new Moment(outcome.minutes(), outcome.promoted() ? 100 : 0, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty()));
        return new EpisodeStory(title, moments);
    }

    private static Moment moment(double minute, Frame frame) {
        VersionReading canary = frame.served().seen().canary();
        VersionReading primary = frame.served().seen().primary();
        return new Moment(minute, frame.weight().percent(), errorShare(canary), errorShare(primary), p99Millis(canary),
                p99Millis(primary));
    }

    private static OptionalDouble errorShare(VersionReading version) {
        double requests = version.requests().orElse(0);
        return requests > 0 && version.isCounted() ? OptionalDouble.of(version.errors().orElse(0) / requests)
                : OptionalDouble.empty();
    }

    private static OptionalDouble p99Millis(VersionReading version) {
        return version.latency().map(latency -> latency.quantileMillis(P99)).filter(reading -> reading.isPresent())
                .map(reading -> OptionalDouble.of(reading.orElse(0))).orElse(OptionalDouble.empty());
    }
}
