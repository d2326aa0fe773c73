package dev.serin.dashboard;

import static dev.serin.dashboard.StoppedClock.NOW;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import dev.serin.observation.Alert;
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
        assertContains(page, "<b>45 %</b><svg><path d=\"M0 18H");
        assertContains(page, "No decision yet");
    }

    @Test
    void thePageCountsTheCanariesByStandingAndEachCountIsALink() {
        String page = page("/");

        assertContains(page, "<strong>10</strong> all");
        assertContains(page,
                "href=\"/?standing=trouble\" title=\"Rolled back, being rolled back, or a decision could not be committed or is not applied\">"
                        + "<span class=\"mark\" aria-hidden=\"true\">✕</span> <strong>2</strong> in trouble");
        assertContains(page, "<strong>1</strong> held");
        assertContains(page, "<strong>5</strong> moving");
        assertContains(page, "<strong>1</strong> succeeded");
        assertContains(page, "<strong>1</strong> idle");
    }

    @Test
    void thePageShowsWhatWasAskedFor() {
        assertEquals(List.of("checkout", "search"), names(page("/?standing=trouble")));
        assertEquals(List.of("checkout"), names(page("/?q=CHECK")));
        assertEquals(List.of(), names(page("/?namespace=elsewhere")));
        assertEquals(List.of("frontend"), names(page("/?phase=WaitingPromotion")));
        assertContains(page("/?q=check&sort=name"), "href=\"/?q=check&amp;standing=held&amp;sort=name\"");
    }

    @Test
    void thePageIsSortedAsAskedFor() {
        assertEquals(List.of("checkout", "search", "invoices"), names(page("/")).subList(0, 3));
        assertEquals("cart", names(page("/?sort=name")).get(0));
        assertEquals("recommendations", names(page("/?sort=weight")).get(0));
        assertEquals("shipping", names(page("/?sort=time")).get(9));
    }

    @Test
    void anUnknownFilterIsABadRequestThatNamesIt() {
        given().get("/?standing=upside-down").then().statusCode(400)
                .body(containsString("standing is unknown"));
    }

    private static List<String> names(String page) {
        return Pattern.compile("href=\"/canaries/page/([a-z]+)\"").matcher(page).results().map(found -> found.group(1))
                .toList();
    }

    @Test
    void aDecisionSaysWhetherItIsLive() {
        DecisionStamp live = DecisionStamp.parse("advance 20-45 66fd8c7b9b " + idOf("frontend", Action.ADVANCE)).orElseThrow();
        canaries.show(fleet.stream().map(state -> state.ref().name().equals("frontend") ? with(state, live) : state).toList());

        String page = page("/canaries/page/frontend");

        assertContains(page, "in Git, not live yet");
        assertContains(page, "<span aria-hidden=\"true\">✓</span> live");
        assertContains(page, "superseded");
    }

    private String idOf(String name, Action action) {
        return journal.newest(new CanaryRef("page", name), 100).stream()
                .filter(entry -> entry.ruling().decision().action() == action).findFirst().orElseThrow().ruling().id();
    }

    private static CanaryState with(CanaryState state, DecisionStamp stamp) {
        return new CanaryState(state.ref(), state.phase(), state.weight(), state.failedChecks(), state.interval(),
                state.stepWeights(), Optional.of(stamp), state.hooks(), state.workload(), state.annotations());
    }

    @Test
    void aPersonInChargeIsSeenInTheList() {
        DecisionStamp stamp = DecisionStamp
                .parse("hold 45-45 66fd8c7b9b 3f0c9a1d2b4e by alice until 2026-03-01T13:00:00Z").orElseThrow();
        canaries.show(fleet.stream().map(state -> state.ref().name().equals("frontend") ? with(state, stamp) : state).toList());

        String page = page("/");

        assertContains(page, "<strong>1</strong> overridden");
        assertContains(page, "alice until 13:00");
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
        assertContains(page, "<td>no data</td>");
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
    void alertsStandWithTheDecisionsThatTheyWereKnownAt() {
        String page = page("/canaries/page/cart");

        assertContains(page, "<span class=\"rule\">CartErrors</span> <span class=\"quiet\">warning, canary, since ");
        assertFalse(page("/canaries/page/frontend").contains("Alerts that fired"));
        given().get("/api/canaries/page/cart").then().body("decision.alerts.name", contains("CartErrors"));
    }

    @Test
    void hostileTextIsEscapedEverywhere() {
        CanaryRef ref = new CanaryRef("page", "hostile");
        String attack = "<script>alert('owned')</script>\"'><img src=x onerror=alert(1)>";
        Entry entry = journal.open(Samples.heartbeat(ref), Samples.hearing(
                List.of(new Alert(attack, attack, Alert.Role.CANARY, NOW, "1")), Samples.observation(ref, NOW, 20)),
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
        for (String resource : List.of("/serin.css", "/serin.js", "/serin.svg", "/htmx/htmx.min.js", "/htmx/hx-sse.min.js")) {
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
