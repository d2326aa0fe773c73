package dev.serin.release;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.events.UnappliedCommits;
import dev.serin.secret.Signatures;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** From a commit to its being live, as Flux reports it and the page and the metrics show it. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class FluxLoopTest {

    private static final String OVERDUE = "serin_commits_overdue";
    private static final String APPLIED = "serin_commit_applied_seconds_count";

    EmbeddedWorld embedded;
    @Inject
    UnappliedCommits commits;

    private CanaryRef underWay(String story) {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        embedded.step(1);
        return canary;
    }

    private static String pause(CanaryRef canary) {
        return new Operator("alice", canary).order("pause").then().statusCode(200).extract().path("commit");
    }

    /** Until nothing of it is left that another test would find waiting. */
    private void rollBack(CanaryRef canary) {
        new Operator("alice", canary).order("rollback").then().statusCode(200);
        embedded.end(canary, 5);
        Awaited.holds("the last commit of " + canary + " to be live", () -> {
            embedded.step(1);
            return commits.of(canary).isEmpty();
        });
    }

    private static ValidatableResponse report(String severity, String reason, String commit, String message) {
        String body = """
                {"involvedObject": {"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "kind": "Kustomization", "name": "apps",
                  "namespace": "flux-system", "uid": "d5d0b3a1"}, "severity": "%s", "timestamp": "2026-03-01T12:00:00Z",
                 "message": "%s", "reason": "%s", "metadata": {"kustomize.toolkit.fluxcd.io/revision": "main@sha1:%s"},
                 "reportingController": "kustomize-controller", "reportingInstance": "kustomize-controller-0"}"""
                .formatted(severity, message, reason, commit);
        return RestAssured.given().contentType("application/json")
                .header(Signatures.FLUX, Signatures.header(EmbeddedWorld.TOKEN, body.getBytes())).body(body).post("/flux")
                .then();
    }

    private static void pageShows(CanaryRef canary, Matcher<String> what) {
        RestAssured.get("/canaries/" + canary).then().statusCode(200).body(what);
    }

    private static void pageComesToShow(CanaryRef canary, String what) {
        Awaited.holds(what, () -> RestAssured.get("/canaries/" + canary).asString().contains(what));
    }

    @Test
    void aReportMakesSerinLookAtOnce() {
        CanaryRef canary = underWay("applied");
        double before = Metrics.of(APPLIED);
        String commit = pause(canary);
        pageShows(canary, containsString("in Git, not live yet"));
        apiSays(canary, "waiting").body("applied.commit", equalTo(commit)).body("applied.since", startsWith("2026-03-01T"))
                .body("applied.failure", nullValue());

        report("info", "ReconciliationSucceeded", commit, "Reconciliation finished").statusCode(202);
        pageShows(canary, containsString("in Git, not live yet"));
        assertTrue(commits.of(canary).isPresent(), "another Kustomization may have applied it, without this canary");

        // Flux applies it; Flagger's next tick is still to come.
        embedded.world().step();
        report("info", "ReconciliationSucceeded", commit, "Reconciliation finished").statusCode(202)
                .body(containsString("noted for "));
        Awaited.holds("the commit to be known as live", () -> commits.of(canary).isEmpty());
        assertTrue(Metrics.of(APPLIED) > before);
        SteppedClock.advance(Duration.ofSeconds(6));
        pageShows(canary, allOf(containsString("Flagger is executing it"), not(containsString("in Git, not live yet"))));
        apiSays(canary, "live").body("applied.commit", equalTo(commit)).body("applied.since", nullValue());
        rollBack(canary);
    }

    @Test
    void whatFluxCannotApplyStandsOnThePageUntilItIsLive() {
        CanaryRef canary = underWay("unapplied");
        String commit = pause(canary);
        report("error", "BuildFailed", commit, "kustomize build failed: <b>no</b> such file").statusCode(202);

        pageShows(canary, allOf(containsString("not applied</span>"),
                containsString("Kustomization flux-system/apps: kustomize build failed: &lt;b&gt;no&lt;/b&gt; such file")));
        apiSays(canary, "failed").body("applied.failure",
                equalTo("Kustomization flux-system/apps: kustomize build failed: <b>no</b> such file"));
        RestAssured.get("/?q=" + canary.name()).then().body(containsString("not applied</b>"));

        SteppedClock.advance(Duration.ofMinutes(3));
        assertTrue(Metrics.of(OVERDUE) >= 1);
        double before = Metrics.of(OVERDUE);
        embedded.step(4);
        pageComesToShow(canary, "Flagger is executing it");
        Awaited.holds("nothing to wait any more", () -> Metrics.of(OVERDUE) < before);
        rollBack(canary);
    }

    @Test
    void aKustomizationThatFailsIsNoNewsOfWhatAnotherOneApplies() {
        CanaryRef apps = labelled("of-apps", "apps");
        CanaryRef others = labelled("of-others", "others");
        CanaryRef nobody = underWay("of-nobody");
        embedded.step(3);
        pause(others);
        pause(nobody);
        String commit = pause(apps);

        report("error", "BuildFailed", commit, "no such file").statusCode(202).body(containsString("noted for "));
        assertEquals(Optional.of("Kustomization flux-system/apps: no such file"), commits.of(apps).orElseThrow().failure());
        assertEquals(Optional.empty(), commits.of(others).orElseThrow().failure());
        assertTrue(commits.of(nobody).orElseThrow().failure().isPresent(), "nobody knows what applies it");
        pageShows(others, containsString("in Git, not live yet"));

        for (CanaryRef canary : List.of(apps, others, nobody)) {
            rollBack(canary);
        }
    }

    /** As Flux labels what it applies. */
    private CanaryRef labelled(String story, String kustomization) {
        CanaryRef canary = underWay(story);
        person().edits(canary, "Label", manifest -> withMetadata(manifest, "labels: {kustomize.toolkit.fluxcd.io/name: "
                + kustomization + ", kustomize.toolkit.fluxcd.io/namespace: flux-system}"));
        return canary;
    }

    private static String withMetadata(String manifest, String line) {
        return manifest.replaceFirst("metadata:\n", "metadata:\n  " + line + "\n");
    }

    private Person person() {
        return new Person(embedded.world().repository().directory());
    }

    @Test
    void aCommitThatSomebodyRevertedIsNotWaitedFor() {
        CanaryRef canary = underWay("reverted");
        String before = new CommitLog(embedded.world().repository().directory(), canary).manifest();
        pause(canary);
        assertTrue(commits.of(canary).isPresent());

        // Nothing new is decided meanwhile.
        person().edits(canary, "Revert", paused -> withMetadata(before, "annotations: {serin.dev/freeze: "
                + "2026-01-01T00:00Z/2027-01-01T00:00Z}"));
        embedded.step(2);

        assertEquals(Optional.empty(), commits.of(canary));
        pageShows(canary, allOf(containsString("no longer in Git"), not(containsString("in Git, not live yet"))));
        SteppedClock.advance(Duration.ofMinutes(3));
        assertFalse(commits.overdue().contains(canary));
        pageShows(canary, not(containsString("not applied in time")));
        apiSays(canary, "live");
        rollBack(canary);
    }

    private static ValidatableResponse apiSays(CanaryRef canary, String standing) {
        RestAssured.get("/api/canaries").then().statusCode(200)
                .body("find { it.name == '" + canary.name() + "' }.applied.standing", equalTo(standing));
        return RestAssured.get("/api/canaries/" + canary).then().statusCode(200).body("applied.standing", equalTo(standing));
    }

    @Test
    void aCommitThatIsLateIsShownWithoutAnyReport() {
        CanaryRef canary = underWay("belated");
        pause(canary);
        SteppedClock.advance(Duration.ofMinutes(3));

        pageShows(canary, containsString("not applied in time"));
        apiSays(canary, "late");
        assertTrue(Metrics.of(OVERDUE) >= 1);
        embedded.step(4);
        pageComesToShow(canary, "Flagger is executing it");
        rollBack(canary);
    }
}
