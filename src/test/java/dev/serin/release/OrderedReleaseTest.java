package dev.serin.release;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Whole releases in which people take over, through the API, over HTTP and a real Git repository. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class OrderedReleaseTest {

    private static final int PATIENCE = 150;
    private static final int A_WHILE = 30;

    EmbeddedWorld embedded;

    @Inject
    Journal journal;

    @AfterEach
    void plugInEverything() {
        embedded.plugInEverything();
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aPausedReleaseHoldsUntilItIsResumed(Wiring wiring) {
        CanaryRef canary = underWay(wiring, "paused");
        Operator alice = new Operator("alice", canary);
        alice.order("pause", "lengthMinutes", 60).then().statusCode(200).body("commit", equalTo(head(canary)));
        // Where no gate brakes, a step that Git had approved before is still taken.
        embedded.step(4);
        int weight = embedded.world().weight(canary);
        int commits = log(canary).commits().size();
        embedded.step(A_WHILE);
        assertEquals(weight, embedded.world().weight(canary), "holds while alice is in charge");
        assertEquals(commits, log(canary).commits().size(), "no commit of the policy");
        assertEquals(0, embedded.world().status(canary).failedChecks());
        RestAssured.get(api(canary)).then().body("charge.person", equalTo("alice"), "charge.order", equalTo("pause"),
                "charge.reason", equalTo("because alice says so"), "decision.reason", containsString("alice is in charge"));

        new Operator("bob", canary).order("resume").then().statusCode(200);
        RestAssured.get(api(canary)).then().body("charge", nullValue());
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
        assertTrue(log(canary).subjects().stream().anyMatch(subject -> subject.startsWith("serin: pause " + canary + " at ")
                && subject.endsWith(" by alice")), log(canary).subjects().toString());
        log(canary).commits().stream().skip(1)
                .forEach(step -> assertTrue(step.added() <= 2 && step.removed() <= 2, step.toString()));
    }

    @Test
    void afterTheTimeOfThePersonThePolicyGoesOn() {
        CanaryRef canary = underWay(Wiring.FULL, "advanced");
        Operator alice = new Operator("alice", canary);
        alice.order("pause").then().statusCode(200);
        embedded.step(5);
        int from = embedded.world().weight(canary);
        alice.order("advance", "to", from + 7, "lengthMinutes", 1).then().statusCode(200);
        embedded.reach(canary, from + 7, 10);
        embedded.step(10);
        assertEquals(from + 7, embedded.world().weight(canary), "alice said no more than that");
        // A minute has thirty ticks.
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void theGuardrailsBoundAnAdvanceAndTheRefusalIsKept() {
        CanaryRef canary = underWay(Wiring.FULL, "refused");
        Operator alice = new Operator("alice", canary);
        alice.order("pause").then().statusCode(200);
        embedded.step(5);
        String why = alice.order("advance", "to", 90).then().statusCode(409)
                .body("error", containsString("maximum-")).extract().path("error");
        Refusal refusal = journal.refusals(canary, 10).get(0);
        assertEquals(List.of("alice", "advance", why), List.of(refusal.person().name(), refusal.order(), refusal.reason()));
        assertFalse(log(canary).subjects().toString().contains("advance"));
    }

    @Test
    void aPersonPromotesWhenTheGuardrailsLetIt() {
        CanaryRef canary = underWay(Wiring.FULL, "promoted");
        embedded.reach(canary, 80, PATIENCE);
        new Operator("alice", canary).order("pause").then().statusCode(200);
        embedded.step(A_WHILE);
        assertEquals(World.Outcome.UNDER_WAY, embedded.world().outcome(canary));
        new Operator("alice", canary).order("promote").then().statusCode(200);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 20));
        assertTrue(log(canary).subjects().stream().anyMatch(subject -> subject.startsWith("serin: promote " + canary)
                && subject.endsWith(" by alice")), log(canary).subjects().toString());
    }

    @ParameterizedTest
    @EnumSource(value = Wiring.class, names = "SMALLEST", mode = EnumSource.Mode.EXCLUDE)
    void promotingNowSkipsThisAnalysisAndNotTheNext(Wiring wiring) {
        CanaryRef canary = underWay(wiring, "skipping");
        Operator bob = new Operator("bob", canary);
        bob.preview("promote-now").then().statusCode(200).body("possible", equalTo(true), "subject",
                equalTo("serin: promote-now " + canary + " 5 % → 100 % by bob"), "after", containsString("skipAnalysis: true"));
        bob.order("promote-now").then().statusCode(200);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 5));
        embedded.step(3);

        embedded.deploy(canary, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));
        assertFalse(log(canary).manifest().contains("skipAnalysis"), log(canary).manifest());
    }

    /** Nothing would keep the next release waiting until the switch is taken back. */
    @Test
    void promotingNowNeedsTheGateThatKeepsTheNextReleaseWaiting() {
        CanaryRef canary = underWay(Wiring.SMALLEST, "skipping");
        new Operator("bob", canary).order("promote-now").then().statusCode(409)
                .body("error", startsWith("without a confirm-rollout hook"));
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aRollbackGoesThroughWithoutPrometheus(Wiring wiring) {
        CanaryRef canary = underWay(wiring, "ordered-blind");
        new Operator("alice", canary).look();
        embedded.world().prometheus().unplug();
        new Operator("alice", canary).order("rollback").then().statusCode(200);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));
        assertTrue(log(canary).subjects().contains("serin: rollback " + canary + " 5 % → 0 % by alice"),
                log(canary).subjects().toString());
    }

    @Test
    void withoutGitARollbackBrakesAtOnceAndTheCommitFollows() {
        CanaryRef canary = underWay(Wiring.FULL, "ordered-git");
        Operator alice = new Operator("alice", canary);
        Operator.Look seen = alice.look();
        embedded.world().repository().unplug();
        alice.order("rollback", seen).then().statusCode(202).body("commit", nullValue());
        embedded.step(1);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.world().outcome(canary), "the very next call of Flagger");

        embedded.world().repository().plugIn();
        embedded.deploy(canary, Fate.FINE);
        embedded.step(3);
        assertTrue(log(canary).subjects().contains("serin: rollback " + canary + " 5 % → 0 % by alice"),
                log(canary).subjects().toString());
        assertEquals(1, journal.newest(canary, 500).stream().filter(entry -> entry.ruling().order().isPresent()).count());
    }

    @Test
    void withoutGitEveryOtherOrderIsRefusedAndForgotten() {
        CanaryRef canary = underWay(Wiring.FULL, "ordered-restart");
        Operator alice = new Operator("alice", canary);
        Operator.Look seen = alice.look();
        embedded.world().repository().unplug();
        alice.order("pause", seen).then().statusCode(503).body("error",
                startsWith("not committed, and nothing acts on it later"));
        embedded.step(1);
        for (String order : List.of("pause", "promote", "promote-now", "resume")) {
            alice.order(order, seen).then().statusCode(503).body("error", startsWith("Git cannot be read"));
        }
        alice.preview("pause").then().statusCode(200).body("possible", equalTo(false));
        embedded.world().repository().plugIn();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
        assertFalse(log(canary).subjects().toString().contains("by alice"), log(canary).subjects().toString());
        assertEquals(4, journal.refusals(canary, 10).size());
    }

    @Test
    void aDoubleClickIsOneActionAndOneEntry() {
        CanaryRef canary = underWay(Wiring.FULL, "double");
        Operator alice = new Operator("alice", canary);
        Operator.Look seen = alice.look();
        String first = alice.order("pause", seen, "key", "one-click").then().statusCode(200).extract().path("commit");
        String again = alice.order("pause", seen, "key", "one-click").then().statusCode(200).extract().path("commit");
        assertEquals(first, again);
        embedded.step(2);
        alice.order("pause", seen, "key", "one-click").then().statusCode(200);
        assertEquals(1, journal.newest(canary, 500).stream().filter(entry -> entry.ruling().order().isPresent()).count());
        assertEquals(List.of(), journal.refusals(canary, 10));
        String curl = alice.order("pause").then().statusCode(200).extract().path("decision");
        assertFalse(curl.isEmpty(), "a second look is a second order");
    }

    @Test
    void theSecondOfTwoPeopleIsToldWhoWasFaster() {
        CanaryRef canary = underWay(Wiring.FULL, "colleagues");
        Operator alice = new Operator("alice", canary);
        Operator bob = new Operator("bob", canary);
        Operator.Look seen = bob.look();
        alice.order("pause", seen).then().statusCode(200);
        bob.order("promote-now", seen).then().statusCode(409).body("error", startsWith("alice was faster: paused at 5 %"));
        bob.preview("promote-now").then().body("possible", equalTo(true));
        bob.order("rollback", seen).then().statusCode(200);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 5));
    }

    @Test
    void aLinkOfAnEarlierReleaseSaysSo() {
        CanaryRef canary = underWay(Wiring.FULL, "old-link");
        Operator alice = new Operator("alice", canary);
        Operator.Look old = alice.look();
        alice.order("rollback").then().statusCode(200);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 5));
        alice.order("rollback", old).then().statusCode(200).body("result", startsWith("committed"));
        alice.order("rollback", old, "key", "another-click").then().statusCode(409)
                .body("error", equalTo("no release is under way: the canary is Failed"));
        embedded.step(3);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        alice.order("rollback", old, "key", "another-click").then().statusCode(409).body("error",
                startsWith("this link is of release " + old.release() + ", now "));
        assertEquals(Phase.PROGRESSING, embedded.world().status(canary).phase());
    }

    private CanaryRef underWay(Wiring wiring, String story) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    private static String api(CanaryRef canary) {
        return "/api/canaries/prod/" + canary.name();
    }

    private String head(CanaryRef canary) {
        return GitProgram.run(embedded.world().repository().directory(), "log", "-1", "--format=%H", "main", "--",
                CommitLog.pathOf(canary)).strip();
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}
