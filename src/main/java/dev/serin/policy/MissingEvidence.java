package dev.serin.policy;

import java.time.Duration;

import dev.serin.observation.Evidence;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;

/**
 * How much more has to be seen before the next step, for people: what it would take if every interval were like the
 * newest one.
 */
final class MissingEvidence {

    /** So far ahead every interval is played through; beyond, the evidence is taken to grow at the last rate. */
    private static final int PLAYED_MAX = 30;
    /** Farther ahead nobody plans. */
    private static final int INTERVALS_MAX = 2000;
    private static final Duration LONG = Duration.ofHours(1);

    private MissingEvidence() {
    }

    /** {@code needs about 900 more requests (4 min)}. */
    static String words(Observation seen, double neededEvidence) {
        double perInterval = seen.interval().canary().requests().orElse(0);
        if (perInterval <= 0) {
            return "no traffic in the newest interval, so nothing to judge by";
        }
        int intervals = intervals(seen.evidence(), seen.interval(), neededEvidence);
        if (intervals > INTERVALS_MAX) {
            return "at this rate nothing to be expected: the newest interval speaks neither for worse than tolerated nor against it";
        }
        Duration time = seen.interval().length().multipliedBy(intervals);
        return (time.compareTo(LONG) < 0 ? "" : sparse(perInterval)) + "needs about "
                + Findings.count(rounded(Math.max(1, intervals * perInterval))) + " more requests (" + words(time) + ")";
    }

    private static int intervals(Evidence evidence, Interval newest, double needed) {
        Evidence ahead = evidence;
        double growth = 0;
        for (int played = 0; played < PLAYED_MAX; played++) {
            if (ahead.safe() >= needed) {
                return played;
            }
            Evidence next = ahead.plus(newest);
            growth = Math.log(next.safe() / ahead.safe());
            ahead = next;
        }
        double further = Math.log(needed / ahead.safe()) / Math.max(growth, 1e-9);
        return PLAYED_MAX + (int) Math.ceil(Math.max(0, Math.min(further, INTERVALS_MAX)));
    }

    private static String sparse(double perInterval) {
        return "hardly any traffic, " + Findings.count(perInterval) + " requests in the newest interval; ";
    }

    private static String words(Duration time) {
        return time.compareTo(LONG) < 0 ? Math.max(1, time.plusSeconds(30).toMinutes()) + " min"
                : time.plusMinutes(30).toHours() + " h";
    }

    /** One digit that matters: it is an estimate. */
    private static double rounded(double requests) {
        double unit = Math.pow(10, Math.floor(Math.log10(requests)));
        return Math.ceil(requests / unit) * unit;
    }
}
