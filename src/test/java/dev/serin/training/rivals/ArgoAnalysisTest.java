package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.policy.Proposal;

class ArgoAnalysisTest {

    /** Argo looks every ten seconds: the first step comes after one look, full traffic is counted one look after the last. */
    private static final double TWO_LOOKS = 20 / 60.0;

    @Test
    void goodReleaseFinishesTheExampleInFortyMinutes() {
        assertEquals(40 + TWO_LOOKS, play(ArgoAnalysis.inBackground(), 0).minutes(), 1e-9);
    }

    @Test
    void fourthFailedSampleAbortsTheExampleAfterTwentyFiveMinutes() {
        Played played = play(ArgoAnalysis.inBackground(), 0.2);
        assertFalse(played.promoted());
        assertEquals(25 + TWO_LOOKS / 2, played.minutes(), 1e-9);
    }

    @Test
    void inlineAnalysisAbortsAtTheFirstFailure() {
        Played played = play(ArgoAnalysis.inline(), 0.2);
        assertFalse(played.promoted());
        assertEquals(1 + TWO_LOOKS / 2, played.minutes(), 1e-9);
    }

    @Test
    void inlineAnalysisTakesFiveMinutesForEachOfFourWeights() {
        Played played = play(ArgoAnalysis.inline(), 0.01);
        assertTrue(played.promoted());
        assertEquals(20 + TWO_LOOKS, played.minutes(), 1e-9);
    }

    @Test
    void fiveErrorsInARowAbort() {
        Rival.Run run = ArgoAnalysis.inline().start(new SteadyService(1, 0, 0, 1).facts(),
                new SteadyService(1, 0, 0, 1).truth(),
                new SplittableRandom(1));
        Proposal proposal = run.next(SteadyService.GAP, Weight.ZERO);
        int looks = 0;
        while (proposal.action() != Action.ROLLBACK) {
            proposal = run.next(SteadyService.GAP, new Weight(20));
            looks++;
        }
        // The first measurement after a minute, four more ten seconds apart.
        assertEquals(6 + 4, looks);
    }

    private static Played play(Rival rival, double errors) {
        return Playing.play(rival, new SteadyService(100, 0, errors, 1), new SplittableRandom(1));
    }
}
