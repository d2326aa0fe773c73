package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** People commit to the same manifests: beside Serin, against it, and when it is down at three in the morning. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class PersonBesideSerinTest {

    private static final int PATIENCE = 150;

    EmbeddedWorld embedded;

    @AfterEach
    void plugInEverything() {
        embedded.plugInEverything();
    }

    @Test
    void trap14APersonsCommitIsKeptAndTheReleaseGoesOn() {
        CanaryRef canary = underWay("person");
        person().edits(canary, "Say who is on call", manifest -> "# on call: the payments team\n" + manifest);

        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
        assertTrue(log(canary).manifest().startsWith("# on call: the payments team\n"), log(canary).manifest());
        assertTrue(log(canary).subjects().contains("Say who is on call"), log(canary).subjects().toString());
    }

    /** No hook is called while the canary is suspended; that is no reason to do anything. */
    @Test
    void trap09SilenceIsNoNews() {
        CanaryRef canary = underWay("suspended");
        person().edits(canary, "Suspend", manifest -> manifest.replace("spec:\n", "spec:\n  suspend: true\n"));
        embedded.step(20);
        assertEquals(5, embedded.world().weight(canary));
        assertEquals(Phase.PROGRESSING, embedded.world().status(canary).phase());

        person().edits(canary, "Go on", manifest -> manifest.replace("  suspend: true\n", ""));
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void trap22APersonReleasesByHandWithoutSerin() {
        CanaryRef canary = underWay("by-hand");
        embedded.unplugSerin();
        person().edits(canary, "Release by hand", manifest -> manifest.replaceFirst("(?s)    webhooks:.*", "")
                .replaceFirst("stepWeights: .*", "stepWeights: [5, 50]"));

        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 10));
    }

    @Test
    void trap22SkippingTheAnalysisNeedsNoSerinOnceTheReleaseHasBegun() {
        CanaryRef canary = underWay("skipped");
        embedded.unplugSerin();
        person().edits(canary, "Release at once", manifest -> manifest.replace("spec:\n", "spec:\n  skipAnalysis: true\n"));

        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 5));
    }

    @Test
    void trap22APersonRollsBackByTheStamp() {
        CanaryRef canary = underWay("stopped");
        person().edits(canary, "Roll back by hand",
                manifest -> manifest.replaceFirst("decision: [^}\\n]*", "decision: rollback 5-0 - 000000000000"));

        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 5));
    }

    private CanaryRef underWay(String story) {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    private Person person() {
        return new Person(embedded.world().repository().directory());
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}
