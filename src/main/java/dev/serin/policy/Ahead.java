package dev.serin.policy;

import java.time.Duration;
import java.util.Optional;

import dev.serin.observation.Evidence;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.VersionReading;

/** Observations that would follow one, made of counts like any other: what if the next intervals were such? */
final class Ahead {

    /** Long enough to outweigh what "recent" means in the evidence. */
    static final int INTERVALS = 5;

    private final Observation seen;

    Ahead(Observation seen) {
        this.seen = seen;
    }

    /** The newest interval can serve as a pattern for more. */
    boolean isThinkable() {
        return MissingTelemetry.of(seen).isEmpty() && requests() > 0;
    }

    /** Of the canary, in the newest interval. */
    double requests() {
        return seen.interval().canary().requests().orElse(0);
    }

    /** Of the canary's requests in the newest interval, 0..1. */
    double errorShare() {
        return seen.interval().canary().errors().orElse(0) / requests();
    }

    /** The canary's p99 in the newest interval. */
    Optional<Double> latencyP99Millis() {
        return seen.interval().canary().latency().map(latency -> latency.quantileMillis(0.99).orElse(0))
                .filter(millis -> millis > 0);
    }

    /** After so many more intervals like the newest one: the clock goes on. */
    Observation after(int intervals) {
        Duration length = seen.interval().length();
        ReleaseTrack track = ReleaseTrack.of(seen);
        Interval newest = seen.interval();
        for (int i = 1; i <= intervals; i++) {
            newest = new Interval(seen.interval().end().plus(length.multipliedBy(i)), length, seen.interval().canary(),
                    seen.interval().primary(), seen.interval().signals());
            track = track.plus(newest);
        }
        return new Observation(seen.time().plus(length.multipliedBy(intervals)), seen.canary(), seen.release(), seen.approval(),
                newest, track.evidence(), seen.releaseSince(), track.dwell(), seen.othersWithTraffic(),
                seen.alerts());
    }

    /** With {@link #INTERVALS} more like the newest one but for the canary's share of errors. */
    Observation withErrorShare(double share) {
        VersionReading now = seen.interval().canary();
        return with(new VersionReading(now.requests(), new Reading.Value(share * requests()), now.latency(), now.cpuSeconds()));
    }

    /** With {@link #INTERVALS} more like the newest one, but each request of the canary so many times as slow. */
    Observation withLatencyTimes(double factor) {
        VersionReading now = seen.interval().canary();
        return with(new VersionReading(now.requests(), now.errors(),
                now.latency().map(latency -> StretchedLatency.of(latency, factor)), now.cpuSeconds()));
    }

    /** The clock stands: only what was seen differs, so that no guardrail opens by waiting. */
    private Observation with(VersionReading canary) {
        Interval other = new Interval(seen.interval().end(), seen.interval().length(), canary, seen.interval().primary(),
                seen.interval().signals());
        Evidence evidence = seen.evidence();
        for (int i = 0; i < INTERVALS; i++) {
            evidence = evidence.plus(other);
        }
        return new Observation(seen.time(), seen.canary(), seen.release(), seen.approval(), other, evidence,
                seen.releaseSince(), seen.dwell(), seen.othersWithTraffic(),
                seen.alerts());
    }
}
