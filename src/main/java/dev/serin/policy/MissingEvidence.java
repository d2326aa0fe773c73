package dev.serin.policy;

import java.time.Duration;

import dev.serin.observation.Evidence;
import dev.serin.observation.Observation;

/**
 * How much more has to be seen before the next step: an estimate for people, from how fast the evidence has grown per request so far.
 * Its logarithm grows linearly while the canary behaves as it has.
 */
final class MissingEvidence {

    /** Of the information that an error-free request carries, at least this much is expected of the next ones. */
    private static final double LEAST_PART = 0.25;
    private static final Duration LONG = Duration.ofHours(1);

    private MissingEvidence() {
    }

    /** {@code needs about 900 more requests (4 min)}. */
    static String words(Observation seen, double neededEvidence) {
        double requests = requests(seen.evidence(), neededEvidence);
        double perInterval = seen.interval().canary().requests().orElse(0);
        String needs = "needs about " + Findings.count(rounded(requests)) + " more requests";
        if (perInterval <= 0) {
            return "no traffic in the newest interval; " + needs;
        }
        Duration time = Duration.ofMillis((long) (seen.interval().length().toMillis() * requests / perInterval));
        return time.compareTo(LONG) < 0 ? needs + " (" + Math.max(1, time.toMinutes()) + " min)"
                : "hardly any traffic, " + Findings.count(perInterval) + " requests in the newest interval; " + needs + " ("
                        + time.plusMinutes(30).toHours() + " h)";
    }

    private static double requests(Evidence evidence, double needed) {
        double perErrorFreeRequest = evidence.tolerances().errors().toleratedShare();
        double sofar = evidence.totals().canaryRequests();
        double grown = sofar > 0 ? Math.log(evidence.safe()) / sofar : 0;
        double perRequest = Math.max(grown, LEAST_PART * perErrorFreeRequest);
        return Math.max(1, Math.log(needed / evidence.safe()) / perRequest);
    }

    private static double rounded(double requests) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(requests))));
        return Math.ceil(requests / unit) * unit;
    }
}
