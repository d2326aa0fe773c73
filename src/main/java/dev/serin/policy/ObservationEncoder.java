package dev.serin.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.serin.canary.Approval;
import dev.serin.observation.Comparison;
import dev.serin.observation.Evidence;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.LatencyEvidence;
import dev.serin.observation.Observation;
import dev.serin.observation.Surplus;
import dev.serin.observation.Totals;

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
 *  6  | approved-step                 |  0  |  4  | what Git already allows beyond the weight, in quarters; 4 for a promotion
 *  7  | interval                      | -4  |  4  | log of the interval's length in minutes
 *  8  | errors-z-newest               | -4  |  4  | evidence.errors.newest, as all z
 *  9  | errors-z-recent               | -4  |  4  |
 * 10  | errors-z-total                | -4  |  4  |
 * 11  | errors-z-at-weight            | -4  |  4  |
 * 12  | errors-difference-newest      | -4  |  4  | Mantel-Haenszel difference
 * 13  | errors-difference-recent      | -4  |  4  |
 * 14  | errors-difference-total       | -4  |  4  |
 * 15  | errors-difference-at-weight   | -4  |  4  |
 * 16  | errors-difference-low         | -4  |  4  | total, less two standard errors
 * 17  | errors-difference-high        | -4  |  4  | total, plus two standard errors: how bad could it still be
 * 18  | errors-canary                 | -4  |  4  | log10 of the canary's share of errors, plus 3
 * 19  | errors-primary                | -4  |  4  | log10 of the primary's share of errors, plus 3
 * 20  | errors-dispersion             |  0  |  4  | log(1 + mean of the minutes' z squared)
 * 21  | errors-trend                  | -4  |  4  | recent less total difference: a leak rises
 * 22  | tail-z-newest                 | -4  |  4  | evidence.latency.tail.newest
 * 23  | tail-z-recent                 | -4  |  4  |
 * 24  | tail-z-total                  | -4  |  4  |
 * 25  | tail-z-at-weight              | -4  |  4  |
 * 26  | tail-difference-newest        | -4  |  4  | in tenths of the requests, as all of latency
 * 27  | tail-difference-recent        | -4  |  4  |
 * 28  | tail-difference-total         | -4  |  4  |
 * 29  | tail-difference-at-weight     | -4  |  4  |
 * 30  | tail-uncertainty              |  0  |  4  | two standard errors of the total difference
 * 31  | tail-dispersion               |  0  |  4  |
 * 32  | tail-trend                    | -4  |  4  | recent less total difference: a warm-up falls
 * 33  | body-z-newest                 | -4  |  4  | evidence.latency.body.newest
 * 34  | body-z-recent                 | -4  |  4  |
 * 35  | body-z-total                  | -4  |  4  |
 * 36  | body-z-at-weight              | -4  |  4  |
 * 37  | body-difference-recent        | -4  |  4  |
 * 38  | body-difference-total         | -4  |  4  |
 * 39  | body-difference-at-weight     | -4  |  4  |
 * 40  | body-uncertainty              |  0  |  4  | two standard errors of the total difference
 * 41  | body-dispersion               |  0  |  4  |
 * 42  | latency-p50-ratio-newest      | -4  |  4  | log of the ratio of medians, doubled: a warm-up falls from one interval to the next
 * 43  | latency-p50-ratio             | -4  |  4  | the same of about five minutes
 * 44  | latency-p99-ratio             | -4  |  4  | the same of 99th percentiles
 * 45  | primary-errors-shift          | -4  |  4  | the primary against its own past: an incident
 * 46  | primary-latency-shift         | -4  |  4  |
 * 47  | cpu-ratio-newest              | -4  |  4  | log of the ratio of CPU time per request, doubled
 * 48  | cpu-ratio-recent              | -4  |  4  |
 * 49  | missing-newest                |  0  |  1  | 1 when the newest interval could not be compared
 * 50  | missing-consecutive           |  0  |  4  | half the number of such intervals in a row
 * 51  | missing-share                 |  0  |  1  | of all intervals
 * 52  | latency-missing               |  0  |  1  | 1 while no latency was ever compared
 * </pre>
 */
public final class ObservationEncoder {

    /** Names the table above, in a model's metadata as {@code serin.observation.version}. */
    public static final int VERSION = 2;

    private static final int SIZE = 53;
    private static final double CLIP = 4;
    private static final double COUNT_MAX = 8;
    private static final double PERCENT = 100;
    private static final double TENTH = 10;
    private static final int TICK_MILLIS = 10_000;
    /** By the length in tens of seconds, up to 100 minutes: a learner's intervals are multiples of it. */
    private static final double[] LOG_MINUTES = IntStream.rangeClosed(0, 600)
            .mapToDouble(ticks -> logMinutes(ticks * TICK_MILLIS)).toArray();

    /**
     * One number of the vector.
     *
     * @param name as in the table
     * @param min what smaller values are clipped to
     * @param max what larger values are clipped to
     */
    public record Feature(String name, double min, double max) {
    }

    /** Where the numbers go, in order. Straight calls instead of a list of functions: a learner encodes billions of them. */
    private interface Columns {

        void put(String name, double min, double max, double value);

        default void signed(String name, double value) {
            put(name, -CLIP, CLIP, value);
        }

        default void positive(String name, double value) {
            put(name, 0, CLIP, value);
        }

        default void flag(String name, double value) {
            put(name, 0, 1, value);
        }

        default void count(String name, double value) {
            put(name, 0, COUNT_MAX, Math.log10(1 + value));
        }
    }

    private static final class Vector implements Columns {

        private final float[] values = new float[SIZE];
        private int next;

        @Override
        public void put(String name, double min, double max, double value) {
            values[next++] = (float) (value > max ? max : value < min ? min : value);
        }
    }

    /** The names and ranges that are used for any observation. */
    private static final class Table {

        private static final List<Feature> FEATURES = features();

        private static List<Feature> features() {
            List<Feature> features = new ArrayList<>(SIZE);
            write(HealthyCase.observation(), (name, min, max, value) -> features.add(new Feature(name, min, max)));
            return List.copyOf(features);
        }
    }

    private ObservationEncoder() {
    }

    /** The table, in order. */
    public static List<Feature> features() {
        return Table.FEATURES;
    }

    /** The names as a model's metadata has them: in order, joined by commas. */
    public static String names() {
        return String.join(",", features().stream().map(Feature::name).toList());
    }

    /** @return one number for each of {@link #features()}, each finite and within its range */
    public static float[] encode(Observation seen) {
        Vector vector = new Vector();
        write(seen, vector);
        return vector.values;
    }

    private static void write(Observation seen, Columns to) {
        writeWeightAndTraffic(seen, to);
        writeErrors(seen.evidence().errors(), seen.evidence().totals(), to);
        writeTail(seen.evidence().latency().tail(), to);
        writeBody(seen.evidence().latency().body(), to);
        writeRatios(seen, to);
        writeMissing(seen, to);
    }

    private static void writeWeightAndTraffic(Observation seen, Columns to) {
        to.positive("weight", seen.weight().percent() / 25.0);
        to.positive("minutes-at-weight", minutes(seen.dwell().lengthAt(seen.time())));
        to.positive("minutes-of-release", minutes(Duration.between(seen.releaseSince(), seen.time())));
        to.count("requests-newest", seen.interval().canary().requests().orElse(0));
        to.count("requests-total", seen.evidence().totals().canaryRequests());
        to.count("requests-at-weight", seen.dwell().requests());
        to.positive("approved-step", approvedStep(seen));
        to.signed("interval", Math.log(seen.interval().length().toMillis() / 60_000.0));
    }

    private static void writeErrors(Comparison errors, Totals totals, Columns to) {
        to.signed("errors-z-newest", z(errors.newest()));
        to.signed("errors-z-recent", z(errors.recent()));
        to.signed("errors-z-total", z(errors.total()));
        to.signed("errors-z-at-weight", z(errors.atWeight()));
        to.signed("errors-difference-newest", PERCENT * errors.newest().difference());
        to.signed("errors-difference-recent", PERCENT * errors.recent().difference());
        to.signed("errors-difference-total", PERCENT * errors.total().difference());
        to.signed("errors-difference-at-weight", PERCENT * errors.atWeight().difference());
        to.signed("errors-difference-low", PERCENT * bound(errors.total(), -2));
        to.signed("errors-difference-high", PERCENT * bound(errors.total(), 2));
        to.signed("errors-canary", logShare(totals.canaryErrors(), totals.canaryRequests()));
        to.signed("errors-primary", logShare(totals.primaryErrors(), totals.primaryRequests()));
        to.positive("errors-dispersion", errors.dispersion());
        to.signed("errors-trend", PERCENT * trend(errors));
    }

    private static void writeTail(Comparison tail, Columns to) {
        to.signed("tail-z-newest", z(tail.newest()));
        to.signed("tail-z-recent", z(tail.recent()));
        to.signed("tail-z-total", z(tail.total()));
        to.signed("tail-z-at-weight", z(tail.atWeight()));
        to.signed("tail-difference-newest", TENTH * tail.newest().difference());
        to.signed("tail-difference-recent", TENTH * tail.recent().difference());
        to.signed("tail-difference-total", TENTH * tail.total().difference());
        to.signed("tail-difference-at-weight", TENTH * tail.atWeight().difference());
        to.positive("tail-uncertainty", TENTH * 2 * tail.total().standardError());
        to.positive("tail-dispersion", tail.dispersion());
        to.signed("tail-trend", TENTH * trend(tail));
    }

    private static void writeBody(Comparison body, Columns to) {
        to.signed("body-z-newest", z(body.newest()));
        to.signed("body-z-recent", z(body.recent()));
        to.signed("body-z-total", z(body.total()));
        to.signed("body-z-at-weight", z(body.atWeight()));
        to.signed("body-difference-recent", TENTH * body.recent().difference());
        to.signed("body-difference-total", TENTH * body.total().difference());
        to.signed("body-difference-at-weight", TENTH * body.atWeight().difference());
        to.positive("body-uncertainty", TENTH * 2 * body.total().standardError());
        to.positive("body-dispersion", body.dispersion());
    }

    private static void writeRatios(Observation seen, Columns to) {
        Evidence evidence = seen.evidence();
        to.signed("latency-p50-ratio-newest", 2 * newestRatio(seen.interval(), 0.5));
        to.signed("latency-p50-ratio", 2 * recentRatio(evidence, 0.5));
        to.signed("latency-p99-ratio", 2 * recentRatio(evidence, 0.99));
        to.signed("primary-errors-shift", evidence.primaryErrorShift());
        to.signed("primary-latency-shift", evidence.latency().primaryShift());
        to.signed("cpu-ratio-newest", 2 * evidence.cpu().newest());
        to.signed("cpu-ratio-recent", 2 * evidence.cpu().recent());
    }

    private static void writeMissing(Observation seen, Columns to) {
        to.flag("missing-newest", seen.interval().isComparable() ? 0 : 1);
        to.positive("missing-consecutive", seen.evidence().consecutiveMissing() / 2.0);
        to.flag("missing-share", missingShare(seen.evidence()));
        to.flag("latency-missing", seen.evidence().latency().tail().intervals() == 0 ? 1 : 0);
    }

    private static double minutes(Duration length) {
        long millis = Math.max(0, length.toMillis());
        long ticks = millis / TICK_MILLIS;
        return ticks < LOG_MINUTES.length && ticks * TICK_MILLIS == millis ? LOG_MINUTES[(int) ticks] : logMinutes(millis);
    }

    private static double logMinutes(long millis) {
        return Math.log1p(millis / 60_000.0);
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
        Optional<LatencyEvidence.Profile> usual = evidence.latency().profile();
        return usual.isPresent() ? logRatio(usual.get().canary(), usual.get().primary(), share) : 0;
    }

    private static double newestRatio(Interval interval, double share) {
        Optional<Histogram> canary = interval.canary().latency();
        Optional<Histogram> primary = interval.primary().latency();
        return canary.isPresent() && primary.isPresent() ? logRatio(canary.get(), primary.get(), share) : 0;
    }

    /** Logarithm of the ratio of two percentiles; 0 where there is none. */
    private static double logRatio(Histogram canary, Histogram primary, double share) {
        double slower = canary.quantileMillis(share, 0);
        double usual = primary.quantileMillis(share, 0);
        return slower > 0 && usual > 0 ? Math.log(slower / usual) : 0;
    }

    private static double missingShare(Evidence evidence) {
        return evidence.intervals() > 0 ? 1 - evidence.comparable() / (double) evidence.intervals() : 0;
    }
}
