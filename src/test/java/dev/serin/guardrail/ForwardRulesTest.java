package dev.serin.guardrail;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

/** The rules about the way forward. Outcomes are written {@code advance 45}, {@code hold 20}, {@code promote 100}. */
class ForwardRulesTest {

    private static final Proposal PROMOTE = Proposal.promote("strong evidence");

    @ParameterizedTest
    @CsvSource({ "0, hold 20", "59, hold 20", "60, advance 45", "3600, advance 45" })
    void minimumTimeAtWeight(long seconds, String outcome) {
        Observation seen = progressing().dwell(Duration.ofSeconds(seconds), 5000).build();
        assertOutcome(outcome, new MinimumTimeAtWeight(), to(45), seen);
    }

    @ParameterizedTest
    @CsvSource({ "0, hold 20", "99, hold 20", "100, advance 45" })
    void minimumRequestsAtWeight(double requests, String outcome) {
        Observation seen = progressing().dwell(Duration.ofHours(1), requests).build();
        assertOutcome(outcome, new MinimumRequestsAtWeight(), to(45), seen);
    }

    @Test
    void thereIsNoMinimumAtWeightZero() {
        assertOutcome("advance 5", new MinimumTimeAtWeight(), to(5), starting().build());
        assertOutcome("advance 5", new MinimumRequestsAtWeight(), to(5), starting().build());
    }

    @ParameterizedTest
    @CsvSource({ "20, 50, advance 50", "20, 51, advance 50", "20, 99, advance 50", "49, 60, advance 50", "50, 60, hold 50",
            "60, 70, hold 60" })
    void anAdvanceBeyondTheMaximumWeightIsCut(int weight, int to, String outcome) {
        assertOutcome(outcome, new MaximumWeight(), to(to), progressing().at(weight).build());
    }

    @ParameterizedTest
    @CsvSource({ "20, advance 50", "49, advance 50", "50, promote 100", "60, promote 100" })
    void aPromotionStartsAtTheMaximumWeight(int weight, String outcome) {
        assertOutcome(outcome, new MaximumWeight(), PROMOTE, progressing().at(weight).build());
    }

    @ParameterizedTest
    @CsvSource({ "20, 50, advance 50", "20, 51, advance 50", "5, 99, advance 35", "1, 2, advance 2" })
    void anAdvanceIsAtMostTheMaximumStep(int weight, int to, String outcome) {
        assertOutcome(outcome, new MaximumStep(), to(to), progressing().at(weight).build());
    }

    @Test
    void aPromotionIsNoStep() {
        assertOutcome("promote 100", new MaximumStep(), PROMOTE, progressing().at(50).build());
    }

    @ParameterizedTest
    @CsvSource({ "0, PROMOTE, advance 5", "20, PROMOTE, promote 100", "0, ADVANCE, advance 45" })
    void neverFromNothingToEverything(int weight, Action action, String outcome) {
        Proposal wanted = action == Action.PROMOTE ? PROMOTE : to(45);
        Observation seen = weight == 0 ? starting().build() : progressing().build();
        assertOutcome(outcome, new NotAllAtOnce(), wanted, seen);
    }

    @ParameterizedTest
    @CsvSource({ "5, advance 5", "4, advance 5", "6, advance 5", "45, advance 5" })
    void theFirstWeightIsThatOfThePath(int to, String outcome) {
        assertOutcome(outcome, new FirstWeight(), to(to), starting().build());
    }

    @Test
    void theFirstWeightConcernsOnlyTheStart() {
        assertOutcome("advance 45", new FirstWeight(), to(45), progressing().build());
    }

    @ParameterizedTest
    @CsvSource({ "21, advance 21", "99, advance 99", "20, hold 20", "5, hold 20", "0, hold 20", "100, hold 20" })
    void anAdvanceLeadsUpAndStaysBelowEverything(int to, String outcome) {
        assertOutcome(outcome, new RisingWeight(), to(to), progressing().build());
    }

    @Test
    void latencyThatOnlyOneVersionReportsIsNoData() {
        VersionReading unmeasured = new VersionReading(new Reading.Value(1000), new Reading.Value(0), Optional.empty(),
                new Reading.NoData("not asked"));
        assertOutcome("hold 20", new NoDataNoAdvance(), to(45), progressing().canary(unmeasured).build());
        assertOutcome("hold 20", new NoDataNoAdvance(), to(45), progressing().primary(unmeasured).build());
        assertOutcome("advance 45", new NoDataNoAdvance(), to(45),
                progressing().canary(unmeasured).primary(unmeasured).build());
    }

    @Test
    void noDataNoAdvance() {
        VersionReading gone = VersionReading.missing("requests of podinfo: no series");
        assertOutcome("hold 20", new NoDataNoAdvance(), to(45), progressing().canary(gone).build());
        assertOutcome("hold 20", new NoDataNoAdvance(), PROMOTE, progressing().primary(gone).build());
        assertOutcome("advance 45", new NoDataNoAdvance(), to(45), progressing().build());
    }

    @Test
    void atWeightZeroOnlyThePrimaryHasToBeCounted() {
        VersionReading gone = VersionReading.missing("requests of podinfo: no series");
        assertOutcome("advance 5", new NoDataNoAdvance(), to(5), starting().canary(gone).build());
        assertOutcome("hold 0", new NoDataNoAdvance(), to(5), starting().primary(gone).build());
    }

    @Test
    void nothingGoesForwardOnAManifestNotRead() {
        Approval unknown = new Approval.Unknown("the Git server did not answer");
        Approval foreign = new Approval.Foreign("stepWeight is hand-written", "c0ffee");
        assertOutcome("hold 20", new KnownApproval(), to(45), progressing().approval(unknown).build());
        assertOutcome("hold 20", new KnownApproval(), to(45), progressing().approval(foreign).build());
        assertOutcome("advance 45", new KnownApproval(), to(45), progressing().build());
    }

    @Test
    void aDryRunLooksPastHandWrittenWeights() {
        Observation seen = progressing().approval(new Approval.Foreign("stepWeight", "c0ffee")).build();
        Verdict verdict = new KnownApproval().check(to(45), seen, Limits.with("dry-run", "true"));
        assertInstanceOf(Verdict.Allow.class, verdict);
    }

    @Test
    void aFreezeHoldsAdvanceAndPromotionButNotTheRollback() {
        GuardrailSettings frozen = Limits.with("freeze", "2026-03-04T12:00Z/2026-03-04T13:00Z");
        Observation inside = progressing().time(NOW).build();
        Observation before = progressing().time(NOW.minusMillis(1)).build();
        assertOutcome("hold 20", new ChangeFreeze(), to(45), inside, frozen);
        assertOutcome("hold 20", new ChangeFreeze(), PROMOTE, inside, frozen);
        assertOutcome("rollback 0", new ChangeFreeze(), Proposal.rollback("errors"), inside, frozen);
        assertOutcome("advance 45", new ChangeFreeze(), to(45), before, frozen);
    }

    @Test
    void atMostSoManyCanariesStart() {
        GuardrailSettings two = Limits.with("maximum-advancing", "2");
        assertOutcome("advance 5", new MaximumAdvancing(), to(5), starting().others("a").build(), two);
        assertOutcome("hold 0", new MaximumAdvancing(), to(5), starting().others("a", "b").build(), two);
        assertOutcome("advance 45", new MaximumAdvancing(), to(45), progressing().others("a", "b", "c").build(), two);
        assertOutcome("advance 5", new MaximumAdvancing(), to(5), starting().others("a", "b").build());
    }

    @Test
    void everyVerdictNamesItsRuleAndNumbers() {
        Observation seen = progressing().dwell(Duration.ofSeconds(35), 40).others("a").build();
        assertEquals("35 s of 60 s", reason(new MinimumTimeAtWeight(), seen));
        assertEquals("40 of 100 requests", reason(new MinimumRequestsAtWeight(), seen));
        assertEquals("79 of at most 30 points", reason(new MaximumStep(), seen));
        assertEquals("at most 50 % before promotion", reason(new MaximumWeight(), seen));
        assertEquals("5 % instead of 99 %", new FirstWeight().check(to(99), starting().build(), Limits.defaults()).reason());
        for (Guardrail rule : Guardrails.IN_ORDER) {
            assertEquals(rule.name(), rule.check(to(99), seen, Limits.defaults()).rule());
        }
    }

    @Test
    void noRuleEverTouchesARollback() {
        GuardrailSettings strict = Limits.with("freeze", "2026-01-01T00:00Z/2027-01-01T00:00Z", "maximum-advancing", "1");
        VersionReading gone = VersionReading.missing("gone");
        List<Observation> all = List.of(progressing().canary(gone).primary(gone).others("a").build(),
                starting().dwell(Duration.ZERO, 0).primary(gone).others("a").build(),
                progressing().approval(new Approval.Unknown("no Git")).build(), progressing().at(100).build());
        for (Observation seen : all) {
            for (Guardrail rule : Guardrails.IN_ORDER) {
                assertInstanceOf(Verdict.Allow.class, rule.check(Proposal.rollback("errors"), seen, strict), rule.name());
            }
        }
    }

    @Test
    void aDryRunWithholdsEverythingEvenAHold() {
        GuardrailSettings dry = Limits.with("dry-run", "true");
        for (Proposal wanted : List.of(to(45), PROMOTE, Proposal.rollback("errors"), Proposal.hold(new Weight(20), "wait"))) {
            assertInstanceOf(Verdict.Withhold.class, new DryRun().check(wanted, progressing().build(), dry));
        }
        assertTrue(new DryRun().check(PROMOTE, progressing().build(), Limits.defaults()) instanceof Verdict.Allow);
    }

    private static Proposal to(int percent) {
        return Proposal.advance(new Weight(percent), "strong evidence");
    }

    private static String reason(Guardrail rule, Observation seen) {
        return rule.check(to(99), seen, Limits.defaults()).reason();
    }

    private static void assertOutcome(String expected, Guardrail rule, Proposal wanted, Observation seen) {
        assertOutcome(expected, rule, wanted, seen, Limits.defaults());
    }

    private static void assertOutcome(String expected, Guardrail rule, Proposal wanted, Observation seen,
            GuardrailSettings settings) {
        Verdict verdict = rule.check(wanted, seen, settings);
        Proposal outcome = verdict instanceof Verdict.Replace replace ? replace.instead() : wanted;
        assertEquals(expected, outcome.action() + " " + outcome.to().percent(), verdict.reason());
    }
}
