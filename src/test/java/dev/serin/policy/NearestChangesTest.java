package dev.serin.policy;

import static dev.serin.observation.Traffic.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Explanation.Change;

class NearestChangesTest {

    private static final BiPredicate<Proposal, Observation> ANYTHING = (proposal, seen) -> true;
    private static final double[] BOUNDS = { 50, 100, 200, 400, 800, 1600, Double.POSITIVE_INFINITY };

    /** Goes by what the newest interval shows, so that the border is known exactly. */
    private record Rule(Predicate<Observation> bad, Predicate<Observation> good) implements Policy {

        @Override
        public PolicyRef ref() {
            return PolicyRef.ofRule("rule", "");
        }

        @Override
        public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
            Proposal advance = Proposal.advance(seen.weight().plus(10), "good");
            return bad.test(seen) ? Proposal.rollback("bad")
                    : good.test(seen) && permitted.test(advance) ? advance : Proposal.hold(seen.weight(), "neither");
        }
    }

    /** All requests between 390 and 400 ms, in buckets of 10 ms. */
    private static VersionReading even(double requests, double errors) {
        double[] bounds = DoubleStream.iterate(10, bound -> bound + 10).limit(1000).toArray();
        double[] counts = new double[bounds.length];
        counts[39] = requests;
        return new VersionReading(new Reading.Value(requests), new Reading.Value(errors),
                Optional.of(new Histogram(bounds, counts)), new Reading.NoData("CPU is not asked for"));
    }

    private final Observation seen = Observations.repeated(10, 4, even(1000, 10), even(9000, 90));

    private static double p99(Observation seen) {
        return seen.interval().canary().latency().orElseThrow().quantileMillis(0.99).orElse(0);
    }

    private static double errors(Observation seen) {
        return seen.interval().canary().errors().orElse(0) / seen.interval().canary().requests().orElse(1);
    }

    private List<Change> changes(Rule rule, BiPredicate<Proposal, Observation> permitted) {
        return NearestChanges.of(rule, rule.propose(seen, proposal -> permitted.test(proposal, seen)), seen, permitted);
    }

    /** Of {@code "would ... if p99 were under 250 ms ..."} the 250. */
    private static double border(String words) {
        Matcher number = Pattern.compile("(?:over|under) ([\\d.,]+)").matcher(words);
        assertTrue(number.find(), words);
        return Double.parseDouble(number.group(1).replace(",", ""));
    }

    @Test
    void findsHowMuchFasterItWouldHaveToBe() {
        List<Change> found = changes(new Rule(any -> false, other -> p99(other) < 250), ANYTHING);
        assertEquals(1, found.size(), found.toString());
        assertEquals(Action.ADVANCE, found.get(0).action());
        assertEquals(250, border(found.get(0).words()), 250 * 0.05);
        assertTrue(
                found.get(0).words().matches("would advance if p99 were under .* ms in the next 5 intervals \\(now 400 ms\\)"),
                found.toString());
    }

    @Test
    void findsHowManyErrorsWouldBeTooMany() {
        List<Change> found = changes(new Rule(other -> errors(other) > 0.05, any -> false), ANYTHING);
        assertEquals(1, found.size(), found.toString());
        assertEquals(Action.ROLLBACK, found.get(0).action());
        assertEquals(5, border(found.get(0).words()), 0.2);
        assertTrue(found.get(0).words().startsWith("would roll back if errors were over "), found.toString());
        assertTrue(found.get(0).words().endsWith("(now 1.00 %)"), found.toString());
    }

    @Test
    void namesTheNearestFirst() {
        List<Change> found = changes(new Rule(other -> p99(other) > 500 || errors(other) > 0.2, any -> false), ANYTHING);
        assertEquals(2, found.size(), found.toString());
        assertTrue(found.get(0).words().contains("p99 were over"), "1.25 times is nearer than 20 times: " + found);
        assertTrue(found.get(1).words().contains("errors were over"), found.toString());
    }

    @Test
    void waitingOpensAGuardrailAndCounterfactualsDoNot() {
        BiPredicate<Proposal, Observation> afterSevenMinutes = (proposal,
                other) -> other.dwell().lengthAt(other.time()).toMinutes() >= 7;
        List<Change> found = changes(new Rule(any -> false, any -> true), afterSevenMinutes);
        assertEquals(List.of(new Change(Action.ADVANCE, "needs about 3,000 more requests to advance: 3 min")), found);
    }

    @Test
    void whatTurnsByMoreRequestsAloneIsNotPutDownToLatency() {
        List<Change> found = changes(new Rule(any -> false, other -> other.evidence().totals().canaryRequests() >= 6000),
                ANYTHING);
        assertEquals(List.of(new Change(Action.ADVANCE, "needs about 2,000 more requests to advance: 2 min")), found);
    }

    @Test
    void findsNothingWhereNothingTurnsIt() {
        assertEquals(List.of(), changes(new Rule(any -> false, any -> false), ANYTHING));
        assertTrue(Explanation.of(List.of()).lines().contains(
                "nearest change: none found: no other latency, share of errors or number of requests alone turns it"));
    }

    @Test
    void ofMissingTelemetryNothingIsThoughtUp() {
        Rule eager = new Rule(any -> false, any -> true);
        for (VersionReading canary : List.of(VersionReading.missing("no series"), counted(0, 0))) {
            Observation blind = Observations.repeated(10, 3, canary, even(9000, 90));
            assertEquals(List.of(), NearestChanges.of(eager, Proposal.hold(new Weight(10), ""), blind, ANYTHING));
        }
    }

    @Test
    void theSequentialTestSaysWhatItWaitsFor() {
        SequentialTestPolicy test = new SequentialTestPolicy(SequentialTestSettings.DEFAULT);
        Observation early = Observations.repeated(5, 2, even(60, 0), even(1140, 1));
        Opinion wanted = test.consult(early, any -> true);
        Explanation why = test.explain(wanted, early, ANYTHING);
        assertEquals(Action.HOLD, wanted.proposal().action());
        assertTrue(why.nearestChange().matches("needs about [\\d,]+ more requests to advance: \\d+ (s|min)"),
                why.nearestChange());
        assertFalse(why.changes().stream().noneMatch(change -> change.action() == Action.ROLLBACK), why.toString());
        assertTrue(why.probabilities().isEmpty() && why.shares().isEmpty() && why.secondOpinion().isEmpty());
    }

    @Test
    void stretchingALatencyKeepsItsRequestsAndMovesItsQuantiles() {
        Histogram before = new Histogram(BOUNDS, new double[] { 10, 40, 30, 15, 4, 0, 1 });
        for (double factor : List.of(0.25, 0.8, 1.0, 1.7, 16.0)) {
            assertEquals(100, StretchedLatency.of(before, factor).total(), 1e-9);
        }
        Histogram twice = StretchedLatency.of(before, 2);
        assertEquals(2 * before.quantileMillis(0.5).orElse(0), twice.quantileMillis(0.5).orElse(0), 1e-9);
        assertEquals(before, StretchedLatency.of(before, 1));
    }
}
