package dev.serin.training.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What is reported of a policy on a set. */
public enum Figure {
    /** Of the good releases. */
    GOOD_PROMOTED("goodPromoted", "good promoted", Kind.SHARE, true,
            share(Outcome::isGood, Outcome::promoted)),
    /** Of the bad releases: rolled back, or never promoted. */
    BAD_CAUGHT("badCaught", "bad caught", Kind.SHARE, true, share(Outcome::bad, Outcome::isCaught)),
    /** Mean over the bad releases, in full-traffic-seconds. */
    HARM_BEFORE("harmBefore", "harm before the decision", Kind.SECONDS, false, mean(Outcome::bad, Outcome::harmBefore)),
    /** The same, with half an hour at full traffic where a bad release was promoted. */
    HARM_TOTAL("harmTotal", "harm in total", Kind.SECONDS, false, mean(Outcome::bad, Outcome::harmTotal)),
    /** Of the good releases that were promoted. */
    MINUTES_TO_FULL_MEDIAN("minutesToFullMedian", "minutes to full traffic, median", Kind.MINUTES, false,
            median(outcome -> outcome.isGood() && outcome.promoted(), Outcome::minutes)),
    MINUTES_TO_FULL_MEAN("minutesToFullMean", "minutes to full traffic, mean", Kind.MINUTES, false,
            mean(outcome -> outcome.isGood() && outcome.promoted(), Outcome::minutes)),
    /** Of the bad releases that were caught. */
    MINUTES_TO_ROLLBACK_MEDIAN("minutesToRollbackMedian", "minutes to rollback, median", Kind.MINUTES, false,
            median(Outcome::isCaught, Outcome::minutes)),
    MINUTES_TO_ROLLBACK_MEAN("minutesToRollbackMean", "minutes to rollback, mean", Kind.MINUTES, false,
            mean(Outcome::isCaught, Outcome::minutes)),
    /** Of the good releases: rolled back by decision. */
    WRONG_ROLLBACKS("wrongRollbacks", "wrong rollbacks", Kind.SHARE, false,
            share(Outcome::isGood, outcome -> !outcome.promoted() && !outcome.isUndecided())),
    /** Of all releases: time ran out. */
    UNDECIDED("undecided", "undecided", Kind.SHARE, false, share(outcome -> true, Outcome::isUndecided)),
    /** Of the bad releases that were caught. */
    SECONDS_AT_FIRST_WEIGHT_MEDIAN("secondsAtFirstWeightMedian", "seconds at the first weight, median", Kind.SECONDS, false,
            median(Outcome::isCaught, Outcome::secondsAtFirstWeight)),
    /** Of the bad releases that were caught: at any weight. */
    SECONDS_WITH_TRAFFIC_MEDIAN("secondsWithTrafficMedian", "seconds with traffic, median", Kind.SECONDS, false,
            median(Outcome::isCaught, Outcome::secondsWithTraffic));

    /** How a figure is written. */
    private enum Kind {
        SHARE,
        SECONDS,
        MINUTES
    }

    private final String key;
    private final String words;
    private final Kind kind;
    private final boolean moreIsBetter;
    private final Function<List<Outcome>, Optional<Estimate>> estimate;

    Figure(String key, String words, Kind kind, boolean moreIsBetter, Function<List<Outcome>, Optional<Estimate>> estimate) {
        this.key = key;
        this.words = words;
        this.kind = kind;
        this.moreIsBetter = moreIsBetter;
        this.estimate = estimate;
    }

    /** As in {@code benchmark.json}. */
    public String key() {
        return key;
    }

    /** As in tables. */
    public String words() {
        return words;
    }

    public boolean isShare() {
        return kind == Kind.SHARE;
    }

    /** Whether the first is better than the second. */
    public boolean isBetter(double first, double second) {
        return moreIsBetter ? first > second : first < second;
    }

    /** Whether the first is better beyond what chance explains: the intervals lie apart. */
    public boolean isClearlyBetter(Estimate first, Estimate second) {
        return moreIsBetter ? first.low() > second.high() : first.high() < second.low();
    }

    /** As a reader wants it: 97.3 %, 1.28, 18.2. */
    public String format(double value) {
        return switch (kind) {
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case SECONDS -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
            case MINUTES -> String.format(Locale.ROOT, "%.1f", value);
        };
    }

    /** With its interval: 97.3 % (96.9 % to 97.7 %). */
    public String format(Estimate estimate) {
        return "%s (%s to %s)".formatted(format(estimate.value()), format(estimate.low()), format(estimate.high()));
    }

    /** Empty where the set has no release that it speaks of. */
    Optional<Estimate> of(List<Outcome> outcomes) {
        return estimate.apply(outcomes);
    }

    private static Function<List<Outcome>, Optional<Estimate>> share(Predicate<Outcome> among, Predicate<Outcome> happened) {
        return outcomes -> Estimate.ofShare(outcomes.stream().filter(among).filter(happened).count(),
                outcomes.stream().filter(among).count());
    }

    private static Function<List<Outcome>, Optional<Estimate>> mean(Predicate<Outcome> among,
            ToDoubleFunction<Outcome> value) {
        return outcomes -> Estimate.ofMean(outcomes.stream().filter(among).mapToDouble(value).toArray());
    }

    private static Function<List<Outcome>, Optional<Estimate>> median(Predicate<Outcome> among,
            ToDoubleFunction<Outcome> value) {
        return outcomes -> Estimate.ofMedian(outcomes.stream().filter(among).mapToDouble(value).toArray());
    }
}
