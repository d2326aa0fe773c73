package dev.serin.policy;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.serin.canary.Approval;
import dev.serin.observation.Comparison;
import dev.serin.observation.Evidence;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Surplus;

/**
 * What a model sees of an observation: a vector of numbers around 0, each clipped to its range. The only place where
 * an observation becomes floats. Deterministic; a change of a feature's meaning, order or number is a new {@link
 * #VERSION}, and models of another version are refused.
 *
 * <p>
 * z is squashed by {@code asinh(z) / 1.5}, because it reaches hundreds at high traffic; differences are in percent of
 * the requests; counts are {@code log10(1 + n)}, lengths of time {@code log(1 + minutes)}. "Body" and "tail" are the
 * slow requests beyond the primary's usual 65th and 95th percentile. Nothing depends on the tolerances of a rule.
 *
 * <pre>
 * Num | name                          | min | max | source
 *  0  | weight                        |  0  |  4  | canary.weight, in quarters of the traffic
 *  1  | minutes-at-weight             |  0  |  4  | time - dwell.since
 *  2  | minutes-of-release            |  0  |  4  | time - releaseSince
 *  3  | requests-newest               |  0  |  8  | the canary's requests in the newest interval
 *  4  | requests-total                |  0  |  8  | the canary's requests of the release
 *  5  | requests-at-weight            |  0  |  8  | dwell.requests
 *  6  | errors-z-newest               | -4  |  4  | evidence.errors.newest, as all z
 *  7  | errors-z-total                | -4  |  4  | evidence.errors.total
 *  8  | errors-z-recent               | -4  |  4  | evidence.errors.recent
 *  9  | errors-z-at-weight            | -4  |  4  | evidence.errors.atWeight
 * 10  | errors-difference-total       | -4  |  4  | Mantel-Haenszel difference
 * 11  | errors-difference-recent      | -4  |  4  |
 * 12  | errors-difference-low         | -4  |  4  | total, less two standard errors
 * 13  | errors-difference-high        | -4  |  4  | total, plus two standard errors: how bad could it still be
 * 14  | errors-canary                 | -4  |  4  | log10 of the canary's share of errors, plus 3
 * 15  | errors-primary                | -4  |  4  | log10 of the primary's share of errors, plus 3
 * 16  | tail-z-newest                 | -4  |  4  | evidence.latency.tail.newest
 * 17  | tail-z-total                  | -4  |  4  |
 * 18  | tail-z-recent                 | -4  |  4  |
 * 19  | tail-z-at-weight              | -4  |  4  |
 * 20  | tail-difference-total         | -4  |  4  | in tenths of the requests
 * 21  | tail-difference-recent        | -4  |  4  | in tenths of the requests
 * 22  | body-z-newest                 | -4  |  4  | evidence.latency.body.newest
 * 23  | body-z-total                  | -4  |  4  |
 * 24  | body-z-recent                 | -4  |  4  |
 * 25  | latency-p99-ratio             | -4  |  4  | log of the ratio of recent 99th percentiles, doubled, as all such
 * 26  | primary-errors-shift          | -4  |  4  | the primary against its own past: an incident
 * 27  | primary-latency-shift         | -4  |  4  |
 * 28  | cpu-ratio-newest              | -4  |  4  | log of the ratio of CPU time per request, doubled
 * 29  | cpu-ratio-recent              | -4  |  4  |
 * 30  | missing-newest                |  0  |  1  | 1 when the newest interval could not be compared
 * 31  | missing-consecutive           |  0  |  4  | half the number of such intervals in a row
 * 32  | missing-share                 |  0  |  1  | of all intervals
 * 33  | latency-missing               |  0  |  1  | 1 while no latency was ever compared
 * 34  | errors-dispersion             |  0  |  4  | log(1 + mean of the minutes' z squared)
 * 35  | tail-dispersion               |  0  |  4  |
 * 36  | errors-trend                  | -4  |  4  | recent less total difference: a leak rises
 * 37  | tail-trend                    | -4  |  4  | recent less total difference: a warm-up falls
 * 38  | approved-step                 |  0  |  4  | what Git already allows beyond the weight, in quarters; 4 for a promotion
 * 39  | interval                      | -4  |  4  | log of the interval's length in minutes
 * 40  | body-z-at-weight              | -4  |  4  |
 * 41  | body-difference-total         | -4  |  4  | in tenths of the requests
 * 42  | body-difference-recent        | -4  |  4  | in tenths of the requests
 * 43  | body-dispersion               |  0  |  4  |
 * 44  | errors-difference-at-weight   | -4  |  4  |
 * 45  | tail-difference-at-weight     | -4  |  4  | in tenths of the requests
 * 46  | body-difference-at-weight     | -4  |  4  | in tenths of the requests
 * 47  | body-uncertainty              |  0  |  4  | two standard errors of the total difference, in tenths of the requests
 * 48  | tail-uncertainty              |  0  |  4  | two standard errors of the total difference, in tenths of the requests
 * 49  | latency-p50-ratio-newest      | -4  |  4  | of medians in the newest interval: a warm-up falls from one to the next
 * 50  | latency-p50-ratio             | -4  |  4  | of recent medians
 * 51  | errors-difference-newest      | -4  |  4  |
 * 52  | tail-difference-newest        | -4  |  4  | in tenths of the requests
 * </pre>
 */
public final class ObservationEncoder {

    /** Names the table above, in a model's metadata as {@code serin.observation.version}. */
    public static final int VERSION = 2;

    private static final double CLIP = 4;
    private static final double COUNT_MAX = 8;
    private static final double PERCENT = 100;
    private static final double TENTH = 10;

    /**
     * One number of the vector.
     *
     * @param name as in the table
     * @param min what smaller values are clipped to
     * @param max what larger values are clipped to
     */
    public record Feature(String name, double min, double max, ToDoubleFunction<Observation> source) {

        private float of(Observation seen) {
            return (float) Math.min(max, Math.max(min, source.applyAsDouble(seen)));
        }
    }

    private static final List<Feature> FEATURES = List.of(
            positive("weight", seen -> seen.weight().percent() / 25.0),
            positive("minutes-at-weight", seen -> minutes(seen.dwell().lengthAt(seen.time()))),
            positive("minutes-of-release", seen -> minutes(Duration.between(seen.releaseSince(), seen.time()))),
            count("requests-newest", seen -> seen.interval().canary().requests().orElse(0)),
            count("requests-total", seen -> seen.evidence().totals().canaryRequests()),
            count("requests-at-weight", seen -> seen.dwell().requests()),
            signed("errors-z-newest", seen -> z(errors(seen).newest())),
            signed("errors-z-total", seen -> z(errors(seen).total())),
            signed("errors-z-recent", seen -> z(errors(seen).recent())),
            signed("errors-z-at-weight", seen -> z(errors(seen).atWeight())),
            signed("errors-difference-total", seen -> PERCENT * errors(seen).total().difference()),
            signed("errors-difference-recent", seen -> PERCENT * errors(seen).recent().difference()),
            signed("errors-difference-low", seen -> PERCENT * bound(errors(seen).total(), -2)),
            signed("errors-difference-high", seen -> PERCENT * bound(errors(seen).total(), 2)),
            signed("errors-canary", seen -> logShare(seen.evidence().totals().canaryErrors(),
                    seen.evidence().totals().canaryRequests())),
            signed("errors-primary", seen -> logShare(seen.evidence().totals().primaryErrors(),
                    seen.evidence().totals().primaryRequests())),
            signed("tail-z-newest", seen -> z(tail(seen).newest())),
            signed("tail-z-total", seen -> z(tail(seen).total())),
            signed("tail-z-recent", seen -> z(tail(seen).recent())),
            signed("tail-z-at-weight", seen -> z(tail(seen).atWeight())),
            signed("tail-difference-total", seen -> TENTH * tail(seen).total().difference()),
            signed("tail-difference-recent", seen -> TENTH * tail(seen).recent().difference()),
            signed("body-z-newest", seen -> z(body(seen).newest())),
            signed("body-z-total", seen -> z(body(seen).total())),
            signed("body-z-recent", seen -> z(body(seen).recent())),
            signed("latency-p99-ratio", seen -> 2 * recentRatio(seen.evidence(), 0.99)),
            signed("primary-errors-shift", seen -> seen.evidence().primaryErrorShift()),
            signed("primary-latency-shift", seen -> seen.evidence().latency().primaryShift()),
            signed("cpu-ratio-newest", seen -> 2 * seen.evidence().cpu().newest()),
            signed("cpu-ratio-recent", seen -> 2 * seen.evidence().cpu().recent()),
            flag("missing-newest", seen -> seen.interval().isComparable() ? 0 : 1),
            positive("missing-consecutive", seen -> seen.evidence().consecutiveMissing() / 2.0),
            flag("missing-share", seen -> missingShare(seen.evidence())),
            flag("latency-missing", seen -> tail(seen).intervals() == 0 ? 1 : 0),
            positive("errors-dispersion", seen -> errors(seen).dispersion()),
            positive("tail-dispersion", seen -> tail(seen).dispersion()),
            signed("errors-trend", seen -> PERCENT * trend(errors(seen))),
            signed("tail-trend", seen -> TENTH * trend(tail(seen))),
            positive("approved-step", ObservationEncoder::approvedStep),
            signed("interval", seen -> Math.log(seen.interval().length().toMillis() / 60_000.0)),
            signed("body-z-at-weight", seen -> z(body(seen).atWeight())),
            signed("body-difference-total", seen -> TENTH * body(seen).total().difference()),
            signed("body-difference-recent", seen -> TENTH * body(seen).recent().difference()),
            positive("body-dispersion", seen -> body(seen).dispersion()),
            signed("errors-difference-at-weight", seen -> PERCENT * errors(seen).atWeight().difference()),
            signed("tail-difference-at-weight", seen -> TENTH * tail(seen).atWeight().difference()),
            signed("body-difference-at-weight", seen -> TENTH * body(seen).atWeight().difference()),
            positive("body-uncertainty", seen -> TENTH * 2 * body(seen).total().standardError()),
            positive("tail-uncertainty", seen -> TENTH * 2 * tail(seen).total().standardError()),
            signed("latency-p50-ratio-newest", seen -> 2 * newestRatio(seen.interval(), 0.5)),
            signed("latency-p50-ratio", seen -> 2 * recentRatio(seen.evidence(), 0.5)),
            signed("errors-difference-newest", seen -> PERCENT * errors(seen).newest().difference()),
            signed("tail-difference-newest", seen -> TENTH * tail(seen).newest().difference()));

    private ObservationEncoder() {
    }

    /** The table, in order. */
    public static List<Feature> features() {
        return FEATURES;
    }

    /** The names as a model's metadata has them: in order, joined by commas. */
    public static String names() {
        return String.join(",", FEATURES.stream().map(Feature::name).toList());
    }

    /** @return one number for each of {@link #features()}, each finite and within its range */
    public static float[] encode(Observation seen) {
        float[] vector = new float[FEATURES.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = FEATURES.get(i).of(seen);
        }
        return vector;
    }

    private static Feature signed(String name, ToDoubleFunction<Observation> source) {
        return new Feature(name, -CLIP, CLIP, source);
    }

    private static Feature positive(String name, ToDoubleFunction<Observation> source) {
        return new Feature(name, 0, CLIP, source);
    }

    private static Feature flag(String name, ToDoubleFunction<Observation> source) {
        return new Feature(name, 0, 1, source);
    }

    private static Feature count(String name, ToDoubleFunction<Observation> source) {
        return new Feature(name, 0, COUNT_MAX, seen -> Math.log10(1 + source.applyAsDouble(seen)));
    }

    private static Comparison errors(Observation seen) {
        return seen.evidence().errors();
    }

    private static Comparison body(Observation seen) {
        return seen.evidence().latency().body();
    }

    private static Comparison tail(Observation seen) {
        return seen.evidence().latency().tail();
    }

    private static double minutes(Duration length) {
        return Math.log1p(Math.max(0, length.toMillis()) / 60_000.0);
    }

    private static double z(Surplus surplus) {
        double z = surplus.z();
        double size = Math.abs(z);
        return Math.signum(z) * Math.log(size + Math.sqrt(size * size + 1)) / 1.5;
    }

    private static double bound(Surplus surplus, int standardErrors) {
        return surplus.difference() + standardErrors * surplus.standardError();
    }

    private static double approvedStep(Observation seen) {
        if (!(seen.approval() instanceof Approval.Known known)) {
            return 0;
        }
        int ahead = known.path().ceiling().percent() - seen.weight().percent();
        return known.path().holds() ? Math.max(0, ahead) / 25.0 : CLIP;
    }

    private static double trend(Comparison comparison) {
        return comparison.recent().difference() - comparison.total().difference();
    }

    private static double logShare(double errors, double requests) {
        return requests > 0 ? Math.log10(errors / requests + 1e-5) + 3 : 0;
    }

    private static double recentRatio(Evidence evidence, double share) {
        return evidence.latency().profile().map(usual -> logRatio(usual.canary(), usual.primary(), share)).orElse(0.0);
    }

    private static double newestRatio(Interval interval, double share) {
        return interval.canary().latency().flatMap(canary -> interval.primary().latency()
                .map(primary -> logRatio(canary, primary, share))).orElse(0.0);
    }

    /** Logarithm of the ratio of two percentiles; 0 where there is none. */
    private static double logRatio(Histogram canary, Histogram primary, double share) {
        double slower = canary.quantileMillis(share).orElse(0);
        double usual = primary.quantileMillis(share).orElse(0);
        return slower > 0 && usual > 0 ? Math.log(slower / usual) : 0;
    }

    private static double missingShare(Evidence evidence) {
        return evidence.intervals() > 0 ? 1 - evidence.comparable() / (double) evidence.intervals() : 0;
    }
}
