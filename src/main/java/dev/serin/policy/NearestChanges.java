package dev.serin.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Explanation.Change;

/**
 * Which single change would have turned what a policy wants: more requests, or another p99 or share of errors of the
 * canary. Each is made to counts, the evidence is gathered from them as always, and the same policy is asked again. One
 * change is nearer than another when its quantity changes by a smaller ratio.
 */
final class NearestChanges {

    static final String NONE_FOUND = "none found: no other latency, share of errors or number of requests alone turns it";

    private static final int MORE_INTERVALS_MAX = 30;
    /** Two to a doubling, up to 16 times. */
    private static final List<Double> FACTORS = IntStream.rangeClosed(1, 8).mapToObj(i -> Math.pow(2, i / 2.0)).toList();
    /** One in a thousand more, doubled up to a quarter. */
    private static final List<Double> MORE_ERRORS = DoubleStream.iterate(0.001, more -> more < 0.3, more -> 2 * more).boxed()
            .toList();
    /** Shares of errors below this are as good as none. */
    private static final double ERROR_SHARE_LEAST = 0.001;
    private static final int HALVINGS = 5;

    private record Found(double distance, Change change) {
    }

    private final Policy policy;
    private final Proposal wanted;
    private final Observation seen;
    private final BiPredicate<Proposal, Observation> permitted;
    private final Ahead ahead;
    private final Action unchanged;

    private NearestChanges(Policy policy, Proposal wanted, Observation seen, BiPredicate<Proposal, Observation> permitted) {
        this.policy = policy;
        this.wanted = wanted;
        this.seen = seen;
        this.permitted = permitted;
        this.ahead = new Ahead(seen);
        this.unchanged = action(ahead.withLatencyTimes(1));
    }

    /** @return the nearest first, at most one for each direction of each quantity */
    static List<Change> of(Policy policy, Proposal wanted, Observation seen, BiPredicate<Proposal, Observation> permitted) {
        return new Ahead(seen).isThinkable() ? new NearestChanges(policy, wanted, seen, permitted).nearestFirst() : List.of();
    }

    private List<Change> nearestFirst() {
        List<Found> found = new ArrayList<>();
        moreRequests().ifPresent(found::add);
        ahead.latencyP99Millis().ifPresent(now -> addLatencies(found, now));
        addErrors(found, ahead.errorShare());
        return found.stream().sorted(Comparator.comparingDouble(Found::distance)).map(Found::change).toList();
    }

    private Action action(Observation other) {
        return policy.propose(other, proposal -> permitted.test(proposal, other)).action();
    }

    private Optional<Found> moreRequests() {
        return IntStream.rangeClosed(1, MORE_INTERVALS_MAX).mapToObj(this::after).flatMap(Optional::stream).findFirst();
    }

    private Optional<Found> after(int intervals) {
        Action then = action(ahead.after(intervals));
        if (then == wanted.action()) {
            return Optional.empty();
        }
        double more = intervals * ahead.requests();
        String need = "about %s more requests".formatted(Findings.count(rounded(more)));
        String time = length(seen.interval().length().multipliedBy(intervals));
        String words = isForward(then) ? "needs %s to %s: %s".formatted(need, verb(then), time)
                : "would %s after %s like the newest: %s".formatted(verb(then), need, time);
        return Optional.of(new Found(Math.log1p(more / Math.max(1, seen.evidence().totals().canaryRequests())),
                new Change(then, words)));
    }

    /** Two digits that matter: it is an estimate. */
    private static double rounded(double requests) {
        double unit = Math.max(1, Math.pow(10, Math.floor(Math.log10(requests)) - 1));
        return Math.ceil(requests / unit) * unit;
    }

    private void addLatencies(List<Found> found, double nowMillis) {
        DoubleFunction<String> words = factor -> millis(factor * nowMillis);
        String now = millis(nowMillis);
        turning(1, FACTORS, ahead::withLatencyTimes)
                .ifPresent(at -> found.add(found(Math.log(at.value()), at, "p99 were over", words, now)));
        turning(1, FACTORS.stream().map(factor -> 1 / factor).toList(), ahead::withLatencyTimes)
                .ifPresent(at -> found.add(found(-Math.log(at.value()), at, "p99 were under", words, now)));
    }

    private void addErrors(List<Found> found, double now) {
        turning(now, MORE_ERRORS.stream().map(more -> Math.min(1, now + more)).toList(), ahead::withErrorShare)
                .ifPresent(at -> found.add(found(distance(at.value(), now), at, "errors were over", Findings::percent,
                        Findings.percent(now))));
        turning(now, FACTORS.stream().map(factor -> now / factor).toList(), ahead::withErrorShare)
                .filter(at -> at.value() < now)
                .ifPresent(at -> found.add(found(distance(now, at.value()), at, "errors were under", Findings::percent,
                        Findings.percent(now))));
    }

    private static double distance(double more, double less) {
        return Math.log((more + ERROR_SHARE_LEAST) / (less + ERROR_SHARE_LEAST));
    }

    private static Found found(double distance, Turn at, String what, DoubleFunction<String> words, String now) {
        return new Found(distance, new Change(at.action(), "would %s if %s %s in the next %d intervals (now %s)"
                .formatted(verb(at.action()), what, words.apply(at.value()), Ahead.INTERVALS, now)));
    }

    private record Turn(double value, Action action) {
    }

    /** The value nearest to now that turns it, found on a grid and then between its neighbours. */
    private Optional<Turn> turning(double now, List<Double> awayFromNow, DoubleFunction<Observation> with) {
        double before = now;
        for (double value : awayFromNow) {
            if (turns(action(with.apply(value)))) {
                return Optional.of(between(before, value, with));
            }
            before = value;
        }
        return Optional.empty();
    }

    private Turn between(double notYet, double turned, DoubleFunction<Observation> with) {
        double low = notYet;
        double high = turned;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            boolean turns = turns(action(with.apply(middle)));
            low = turns ? low : middle;
            high = turns ? middle : high;
        }
        return new Turn(high, action(with.apply(high)));
    }

    /** What more intervals like the newest one would bring about anyway is not the doing of a change. */
    private boolean turns(Action then) {
        return then != wanted.action() && then != unchanged;
    }

    private static boolean isForward(Action action) {
        return action == Action.ADVANCE || action == Action.PROMOTE;
    }

    private static String verb(Action action) {
        return action == Action.ROLLBACK ? "roll back" : action.word();
    }

    private static String millis(double millis) {
        return Findings.count(millis) + " ms";
    }

    private static String length(Duration length) {
        return length.toSeconds() < 120 ? length.toSeconds() + " s"
                : length.toMinutes() < 120 ? length.toMinutes() + " min" : length.toHours() + " h";
    }
}
