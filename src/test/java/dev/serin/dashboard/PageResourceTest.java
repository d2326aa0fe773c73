package dev.serin.dashboard;

import static dev.serin.dashboard.StoppedClock.NOW;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(DashboardProfile.class)
class PageResourceTest {

    private static boolean seeded;
    private static List<CanaryState> fleet;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    @BeforeEach
    void showTheSampleFleet() {
        if (!seeded) {
            fleet = new SampleFleet(journal, "page").record();
            seeded = true;
        }
        canaries.show(fleet);
    }

    @Test
    void thePageListsEveryCanaryWithPhaseWeightAndReason() {
        String page = page("/");

        for (CanaryState canary : fleet) {
            assertContains(page, "href=\"/canaries/page/" + canary.ref().name() + "\"");
        }
        assertContains(page, "errors 8.1 % against 0.2 % on the primary: e-value 312 of 20 needed");
        assertContains(page, "aria-label=\"weight 45 %, approved up to 45 %\"");
        assertContains(page, "No decision yet");
    }

    @Test
    void thePageCountsTheCanariesInEachState() {
        String page = page("/").replaceAll("\\s+", " ");

        assertContains(page, "<strong>5</strong> in analysis");
        assertContains(page, "<strong>2</strong> failed");
        assertContains(page, "<strong>1</strong> succeeded");
    }

    @Test
    void theLastDecisionIsExplained() {
        String page = page("/canaries/page/inventory").replaceAll("\\s+", " ");

        assertContains(page, "What moved the model to +10");
        assertContains(page, "<span class=\"label\">latency</span>");
        assertContains(page, "<rect class=\"less\" x=\"0.0\" width=\"50.0\" height=\"8\"/>");
        assertContains(page, "<span class=\"figure\">-0.20</span>");
        assertContains(page, "Its probability is 0.71, and 0.85 for a healthy canary");
        assertContains(page, "<rect class=\"probability\" x=\"0.0\" width=\"71.0\" height=\"8\"/>");
        assertContains(page, "would hold if p99 were over 310 ms in the next 5 intervals (now 240 ms)");
        assertContains(page, "would roll back if errors were over 2.1 %");
        assertContains(page, "Second opinion: sequential-test");
        assertContains(page, "disagrees");
    }

    @Test
    void aFallbackIsToldAndWhatIsNotKnownIsLeftOut() {
        String page = page("/canaries/page/payments").replaceAll("\\s+", " ");

        assertContains(page, "The chosen policy was not asked: telemetry of the canary is missing");
        assertContains(page, "none found: no other latency");
        assertFalse(page.contains("What moved the model"), page);
        assertFalse(page("/canaries/page/checkout").contains("What would have turned it"), "recorded without one");
    }

    @Test
    void oneCanaryShowsItsDecisionsWithTriggerWishGuardrailsAndCommit() {
        String page = page("/canaries/page/checkout");

        assertContains(page, "5 % → 20 %");
        assertContains(page, "rollback");
        assertContains(page, "held 6 times");
        assertContains(page, "minimum-time-at-weight");
        assertContains(page, "href=\"https://git.example.org/fleet/commit/");
    }

    @Test
    void aFailedCommitIsSeen() {
        assertContains(page("/canaries/page/search"), "not committed: the Git server did not answer in 2 s");
    }

    @Test
    void missingTelemetryIsAGapAndNotZero() {
        String page = page("/canaries/page/payments");

        assertContains(page, "class=\"gap\"");
        assertContains(page, "canary <b>no data</b>");
    }

    @Test
    void withoutCanariesThePageSaysWhatToDo() {
        canaries.show();

        String page = page("/");

        assertContains(page, "No canaries yet");
        assertContains(page, "type: pre-rollout");
    }

    @Test
    void whenTheClusterCannotBeReadThePageShowsTheJournalAndSaysSo() {
        canaries.goAway();

        String page = page("/");

        assertContains(page, "Not live.");
        assertContains(page, "The Kubernetes API did not answer in 2 s");
        assertContains(page, "href=\"/canaries/page/checkout\"");
    }

    @Test
    void hostileTextIsEscapedEverywhere() {
        CanaryRef ref = new CanaryRef("page", "hostile");
        String attack = "<script>alert('owned')</script>\"'><img src=x onerror=alert(1)>";
        Entry entry = journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                Samples.hold("feedfeedfeed", ref, 20, attack));
        journal.close(entry, new Change.Failed(attack));
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));

        for (String page : List.of(page("/"), page("/canaries/page/hostile"))) {
            assertFalse(page.contains("<script>alert") || page.contains("<img src=x"), page);
            assertContains(page, "&lt;script&gt;alert(");
        }
    }

    @Test
    void anUnknownCanaryIsNotFound() {
        given().get("/canaries/page/nobody").then().statusCode(404).contentType("text/html")
                .body(containsString("There is no Canary page/nobody"));
    }

    @Test
    void anInvalidNameIsABadRequestThatNamesTheField() {
        given().get("/canaries/page/NOBODY").then().statusCode(400).contentType("text/html")
                .body(allOf(containsString("name is missing or not a Kubernetes name"), not(containsString("NOBODY"))));
    }

    @Test
    void nothingFromElsewhereMayRunOnThePage() {
        given().get("/").then().statusCode(200)
                .header("Content-Security-Policy", startsWith("default-src 'self'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(not(containsString(" style=")), not(containsString("<style")), not(containsString("onclick")));
    }

    @Test
    void styleSheetScriptAndIconAreServed() {
        for (String resource : List.of("/serin.css", "/serin.js", "/serin.svg")) {
            assertEquals(200, given().get(resource).statusCode(), resource);
        }
    }

    private static String page(String path) {
        return given().get(path).then().statusCode(200).contentType("text/html").extract().asString();
    }

    private static void assertContains(String page, String part) {
        if (!page.contains(part)) {
            throw new AssertionError("The page does not contain: " + part + "\n" + page);
        }
    }
}
