package dev.serin.decision;

import static dev.serin.observation.Observations.RELEASE;
import static dev.serin.observation.Observations.idle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Approval;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.observation.Observations;

/** No policy is asked outside an analysis. */
class OutsideAnalysisTest {

    private static final String USED = "promote 20-100 " + RELEASE + " 0000000000ac";

    @ParameterizedTest
    @EnumSource(names = { "INITIALIZED", "WAITING", "SUCCEEDED", "FAILED" })
    void aUsedPathIsPutBackToItsFreshStart(Phase phase) {
        assertDecision("reset 0-5", "fresh path [5, 5]: the path of the last release was [5, 20]",
                idle(phase).path(USED, 5, 20));
    }

    @ParameterizedTest
    @EnumSource(names = { "INITIALIZED", "WAITING", "SUCCEEDED", "FAILED" })
    void aFreshPathStays(Phase phase) {
        assertDecision("hold 0-0", "no release under way, the path [5, 5] is fresh", idle(phase));
    }

    @ParameterizedTest
    @EnumSource(names = { "NONE", "INITIALIZING", "TERMINATING", "TERMINATED" })
    void aCanaryThatIsNotReadyIsLeftAlone(Phase phase) {
        assertEquals("hold 0-0", words(decide(idle(phase).path(USED, 5, 20))));
    }

    @ParameterizedTest
    @EnumSource(names = { "PROMOTING", "FINALISING" })
    void aPromotionUnderWayIsLeftAlone(Phase phase) {
        assertDecision("hold 50-50", "promotion under way", idle(phase).at(50).path(USED, 5, 20));
    }

    @Test
    void onlyAResetMakesAPathFresh() {
        assertEquals("reset 0-5", words(decide(idle(Phase.SUCCEEDED).path("", 5, 5))));
        assertEquals("reset 0-5", words(decide(idle(Phase.FAILED).path("rollback 5-0 " + RELEASE + " 0000000000ad", 5, 5))));
    }

    @Test
    void theFirstWeightOfTheCanaryCounts() {
        assertEquals("reset 0-10", words(decide(idle(Phase.SUCCEEDED).annotation("serin.dev/first-weight", "10"))));
        assertDecision("hold 0-0", "serin.dev/first-weight cannot be read",
                idle(Phase.SUCCEEDED).path(USED, 5, 20).annotation("serin.dev/first-weight", "lots"));
    }

    @Test
    void aHandWrittenManifestIsConverted() {
        assertDecision("reset 0-5", "fresh path [5, 5]: stepWeight is hand-written",
                idle(Phase.INITIALIZED).approval(new Approval.Foreign("stepWeight is hand-written", "c0ffee")));
    }

    @Test
    void withoutGitNothingIsDecided() {
        assertDecision("hold 0-0", "Git cannot be read: no route",
                idle(Phase.SUCCEEDED).approval(new Approval.Unknown("no route")));
    }

    @Test
    void theStampOfAResetIsGoodForAnyRelease() {
        Ruling ruling = decide(idle(Phase.SUCCEEDED).path(USED, 5, 20));
        assertEquals(RELEASE, ruling.release());
        assertTrue(ruling.stamp().release().covers(new Release("another")));
        assertEquals("reset 0-5 - " + ruling.id(), ruling.stamp().toString());
    }

    private static void assertDecision(String words, String partOfReason, Observations observations) {
        Ruling ruling = decide(observations);
        assertEquals(words, words(ruling), ruling.decision().reason());
        assertTrue(ruling.decision().reason().contains(partOfReason), ruling.decision().reason());
    }

    private static Ruling decide(Observations observations) {
        return Deciders.neverAsking().decide(observations.build());
    }

    private static String words(Ruling ruling) {
        Decision decision = ruling.decision();
        return decision.action() + " " + decision.from().percent() + "-" + decision.to().percent();
    }
}
