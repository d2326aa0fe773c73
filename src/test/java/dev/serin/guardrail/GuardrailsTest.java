package dev.serin.guardrail;

import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

class GuardrailsTest {

    private static final Proposal PROMOTE = Proposal.promote("strong evidence");

    private final Guardrails guardrails = new Guardrails(Limits.defaults());

    @Test
    void everyRuleIsAskedInTheListsOrder() {
        Review review = guardrails.review(PROMOTE, progressing().build());
        assertEquals(Guardrails.IN_ORDER.stream().map(Guardrail::name).toList(),
                review.verdicts().stream().map(Verdict::rule).toList());
    }

    @Test
    void anEarlyPromotionBecomesOneStepTowardsTheMaximumWeight() {
        Review review = guardrails.review(PROMOTE, progressing().at(5).build());
        assertEquals("advance 35 %", words(review));
        assertEquals(List.of("maximum-weight", "maximum-step"), rules(review));
    }

    @Test
    void aPromotionAtWeightZeroBecomesTheFirstStep() {
        Review review = guardrails.review(PROMOTE, starting().build());
        assertEquals("advance 5 %", words(review));
        assertEquals(List.of("not-all-at-once"), rules(review));
    }

    @Test
    void aCeilingWinsOverEverythingThatWouldOnlyHold() {
        Observation seen = progressing().canary(counted(100, 60)).dwell(Duration.ZERO, 0).build();
        Review review = guardrails.review(PROMOTE, seen);
        assertEquals("rollback 0 %", words(review));
        assertEquals(List.of("error-ceiling"), rules(review));
    }

    @Test
    void theFirstReasonToHoldIsTheOneNamed() {
        Observation seen = progressing().dwell(Duration.ofSeconds(3), 1).primary(VersionReading.missing("gone")).build();
        assertEquals(List.of("no-data-no-advance"), rules(guardrails.review(PROMOTE, seen)));
    }

    @Test
    void theAnnotationsOfTheCanaryCount() {
        Review review = guardrails.review(PROMOTE, progressing().annotation("serin.dev/maximum-weight", "20").build());
        assertEquals("promote 100 %", words(review));
        assertEquals(List.of(), rules(review));
    }

    @Test
    void aBadAnnotationHoldsButDoesNotSaveASickCanary() {
        Review healthy = guardrails.review(PROMOTE, progressing().annotation("serin.dev/first-weight", "lots").build());
        Review sick = guardrails.review(PROMOTE,
                progressing().annotation("serin.dev/first-weight", "lots").canary(counted(100, 60)).build());
        assertEquals("hold 20 %", words(healthy));
        assertEquals(List.of("readable-settings"), rules(healthy));
        assertEquals("rollback 0 %", words(sick));
    }

    @Test
    void aDryRunDecidesAllTheSame() {
        Review review = guardrails.review(PROMOTE, progressing().at(50).annotation("serin.dev/dry-run", "true").build());
        assertEquals("promote 100 %", words(review));
        assertTrue(review.verdicts().get(review.verdicts().size() - 1) instanceof Verdict.Withhold);
    }

    @Test
    void aPolicyMayChooseWhatPassesEvenCutShorter() {
        Observation seen = progressing().at(45).build();
        assertTrue(guardrails.permits(advance(75), seen));
        assertTrue(guardrails.permits(advance(46), seen));
        assertFalse(guardrails.permits(PROMOTE, seen));
        assertTrue(guardrails.permits(Proposal.hold(new Weight(45), "wait"), seen));
        assertTrue(guardrails.permits(Proposal.rollback("errors"), seen));
    }

    @Test
    void whereACeilingIsReachedOnlyARollbackMayBeChosen() {
        Observation seen = progressing().canary(counted(100, 60)).build();
        assertFalse(guardrails.permits(Proposal.hold(new Weight(20), "wait"), seen));
        assertFalse(guardrails.permits(advance(30), seen));
        assertTrue(guardrails.permits(Proposal.rollback("errors"), seen));
    }

    private static Proposal advance(int to) {
        return Proposal.advance(new Weight(to), "strong evidence");
    }

    private static List<String> rules(Review review) {
        return review.replacements().stream().map(Verdict.Replace::rule).toList();
    }

    private static String words(Review review) {
        Action action = review.outcome().action();
        return action + " " + review.outcome().to();
    }
}
