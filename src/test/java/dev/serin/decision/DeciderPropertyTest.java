package dev.serin.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.StepWeights;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** What holds for every observation and for every policy, however mad. A failure names the case's number: the seed is fixed. */
class DeciderPropertyTest {

    private static final int CASES = 10_000;
    private static final long SEED = 20_260_304;

    @Test
    void anAdvanceStaysInsideItsLimits() {
        forAll((seen, ruling) -> {
            if (ruling.decision() instanceof Decision.Advance advance) {
                int points = advance.to().percent() - seen.weight().percent();
                assertTrue(points >= 1 && points <= settings(seen).maximumStep(), "step");
                assertTrue(advance.to().compareTo(settings(seen).maximumWeight()) <= 0, "maximum weight");
            }
        });
    }

    @Test
    void aPromotionStartsAtTheMaximumWeight() {
        forAll((seen, ruling) -> assertTrue(!(ruling.decision() instanceof Decision.Promote)
                || seen.weight().compareTo(settings(seen).maximumWeight()) >= 0));
    }

    @Test
    void nothingGoesForwardUnseenOrTooEarly() {
        forAll((seen, ruling) -> {
            boolean started = !seen.weight().isZero();
            if (isForward(ruling)) {
                assertTrue(seen.interval().primary().isCounted(), "primary");
                assertTrue(!started || seen.interval().canary().isCounted(), "canary");
                assertTrue(!started || seen.dwell().requests() >= 100, "requests");
                assertTrue(!started || seen.dwell().lengthAt(seen.time()).toSeconds() >= 60, "time");
                assertTrue(seen.approval() instanceof Approval.Known, "approval");
                assertTrue(settings(seen).freeze().stream().noneMatch(window -> window.contains(seen.time())), "freeze");
                assertTrue(settings(seen).problem().isEmpty(), "annotations");
            }
        });
    }

    @Test
    void fromNoTrafficTheOnlyWayIsTheFirstWeight() {
        forAll((seen, ruling) -> assertTrue(!seen.weight().isZero() || !isForward(ruling)
                || ruling.decision().to().equals(settings(seen).firstWeight())));
    }

    @Test
    void whatWasApprovedForAnotherReleaseOpensNothing() {
        forAll((seen, ruling) -> assertTrue(!isForward(ruling)
                || seen.approval().newestStamp().orElseThrow().release().covers(seen.release())));
    }

    @Test
    void aRollbackIsAlwaysPossible() {
        forAll(Proposal.rollback("drawn"), (seen, ruling) -> assertEquals(Action.ROLLBACK, ruling.decision().action()));
    }

    /** The manifest stays one that Flagger neither jumps nor promotes on unless that was decided. */
    @Test
    void thePathInGitStaysRisingAndKeepsTheWeight() {
        forAll((seen, ruling) -> {
            boolean isReset = ruling.decision() instanceof Decision.Reset;
            if (isReset || isForward(ruling)) {
                StepWeights after = Deciders.committed(ruling.decision(), seen.approval());
                assertTrue(after.contains(seen.weight()), after + " lacks " + seen.weight());
                assertEquals(ruling.decision().action() != Action.PROMOTE, after.holds(), after.toString());
            }
        });
    }

    @Test
    void aHoldOrAnAdvanceNeverShortensThePath() {
        forAll((seen, ruling) -> {
            if (seen.approval() instanceof Approval.Known known && isForward(ruling)) {
                StepWeights after = Deciders.committed(ruling.decision(), known);
                assertTrue(after.entries().containsAll(known.path().entries()), after + " after " + known.path());
            }
        });
    }

    @Test
    void theSameObservationGivesTheSameRuling() {
        forAll((seen, ruling) -> assertEquals(ruling, Deciders.wanting(ruling.wanted()).decide(seen), "again"), true);
    }

    /** Who decides millions of times asks for no words, and must get the same decision. */
    @Test
    void theWordsDoNotChangeTheDecision() {
        forAll((seen, ruling) -> {
            Judgement judgement = Deciders.wanting(ruling.wanted()).judge(seen);
            assertEquals(ruling.decision(), judgement.unworded().because(ruling.decision().reason()));
        }, true);
    }

    @Test
    void whatTheGuardrailsPassDoesNotDependOnTheirWords() {
        forAll((seen, ruling) -> {
            Clearance clearance = new Guardrails(Limits.defaults()).clearance(seen);
            Proposal quiet = clearance.outcome(ruling.wanted());
            Proposal spoken = clearance.review(ruling.wanted()).outcome();
            assertEquals(spoken.action(), quiet.action());
            assertEquals(spoken.to(), quiet.to());
        });
    }

    /** The cases must reach every decision, else the properties above say little. */
    @Test
    void everyDecisionIsDrawn() {
        Map<Action, Integer> drawn = new EnumMap<>(Action.class);
        forAll((seen, ruling) -> drawn.merge(ruling.decision().action(), 1, Integer::sum));
        // Promoting past the analysis is a person's alone.
        for (Action action : EnumSet.complementOf(EnumSet.of(Action.PROMOTE_NOW))) {
            assertTrue(drawn.getOrDefault(action, 0) >= 50, drawn.toString());
        }
    }

    private static boolean isForward(Ruling ruling) {
        return ruling.decision() instanceof Decision.Advance || ruling.decision() instanceof Decision.Promote;
    }

    private static GuardrailSettings settings(Observation seen) {
        return Limits.defaults().overriddenBy(seen.canary().annotations());
    }

    private static void forAll(BiConsumer<Observation, Ruling> property) {
        forAll(property, false);
    }

    /** @param onlyAsked leaves out the cases in which the policy is not asked */
    private static void forAll(BiConsumer<Observation, Ruling> property, boolean onlyAsked) {
        RandomObservations drawn = new RandomObservations(new Random(SEED));
        for (int number = 0; number < CASES; number++) {
            Observation seen = drawn.observation();
            Ruling ruling = Deciders.wanting(drawn.proposal(seen.weight())).decide(seen);
            if (!onlyAsked || ruling.verdicts().size() > 1) {
                check(property, number, seen, ruling);
            }
        }
    }

    private static void forAll(Proposal wanted, BiConsumer<Observation, Ruling> property) {
        RandomObservations drawn = new RandomObservations(new Random(SEED));
        for (int number = 0; number < CASES; number++) {
            Observation seen = drawn.observation();
            check(property, number, seen, Deciders.wanting(wanted).decide(seen));
        }
    }

    private static void check(BiConsumer<Observation, Ruling> property, int number, Observation seen, Ruling ruling) {
        try {
            property.accept(seen, ruling);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("case " + number + ": " + ruling.decision() + " at " + seen.weight() + " under "
                    + seen.approval() + ": " + e.getMessage(), e);
        }
    }
}
