package dev.serin.dashboard;

import static dev.serin.access.AccessProfile.ALICE;
import static dev.serin.access.AccessProfile.PASSWORD;
import static dev.serin.access.AccessProfile.VICTOR;
import static dev.serin.dashboard.StoppedClock.NOW;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.access.AccessProfile;
import dev.serin.access.FormToken;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.journal.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.specification.RequestSpecification;

/** The pages that ask before an order is given: who may use them, and what they refuse. Git is away. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class OrderPageTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";
    private static int canaries;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries cluster;

    private final CanaryRef canary = new CanaryRef("orders", "podinfo-" + ++canaries);

    @BeforeEach
    void aReleaseIsUnderWay() {
        journal.close(journal.open(Samples.heartbeat(canary), Samples.observation(canary, NOW, 20),
                Samples.hold("00000000000a", canary, 20, "errors look fine")), new Change.Unchanged("a hold"));
        cluster.show(Samples.state(canary, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
    }

    private static RequestSpecification as(String name) {
        return given().auth().preemptive().basic(name, PASSWORD).redirects().follow(false);
    }

    private String page(String order) {
        return "/canaries/" + canary + "/" + order;
    }

    private SentForm rollback() {
        return SentForm.of(as(ALICE).get(page("rollback"))).with("reason", "customers complain").with("step", "act");
    }

    private Refusal onlyRefusal() {
        List<Refusal> refusals = journal.refusals(canary, 10);
        assertEquals(1, refusals.size(), refusals.toString());
        return refusals.get(0);
    }

    @ParameterizedTest
    @EnumSource(Order.Kind.class)
    void everyOrderHasAPageThatSaysWhatIsNowAndChangesNothing(Order.Kind kind) {
        String before = journal.newest(canary, 10).toString();
        as(ALICE).get(page(kind.word())).then().statusCode(200)
                .body(allOf(containsString("20 %"), containsString("Progressing"), containsString("errors look fine"),
                        containsString("66fd8c7b9b")));
        assertEquals(before, journal.newest(canary, 10).toString());
        assertEquals(List.of(), journal.refusals(canary, 10));
    }

    @ParameterizedTest
    @EnumSource(Order.Kind.class)
    void aViewerMayReadItAndHasNoForm(Order.Kind kind) {
        as(VICTOR).get(page(kind.word())).then().statusCode(200).header("Set-Cookie", (String) null)
                .body(allOf(containsString("You need the operator role"), not(containsString("<form"))));
    }

    @ParameterizedTest
    @EnumSource(Order.Kind.class)
    void whileGitIsAwayOnlyARollbackIsOffered(Order.Kind kind) {
        String html = as(ALICE).get(page(kind.word())).asString();
        assertTrue(html.contains("Git cannot be read"), html);
        assertEquals(kind == Order.Kind.ROLLBACK, html.contains("<form"), html);
        assertEquals(kind != Order.Kind.ROLLBACK, html.contains("href=\"" + page("rollback") + "\""), html);
    }

    @Test
    void aViewersOrderIsRefusedAndKept() {
        SentForm form = rollback();
        form.send(as(VICTOR), page("rollback")).statusCode(403).contentType("text/html")
                .body(containsString("operator role"));
        Refusal refusal = onlyRefusal();
        assertEquals(new Person(VICTOR), refusal.person());
        assertEquals("rollback", refusal.order());
        assertEquals("the operator role is needed", refusal.reason());
    }

    /** Nobody is known who could be named; and everybody could fill the journal. */
    @Test
    void whoIsNotLoggedInIsAskedToAndNotKept() {
        SentForm form = rollback();
        form.send(given().redirects().follow(false), page("rollback")).statusCode(401);
        assertEquals(List.of(), journal.refusals(canary, 10));
    }

    @Test
    void aFormWithoutTheRightTokenIsRefusedAndKept() {
        SentForm form = rollback();
        SentForm other = rollback();
        form.with("token", other.fields().get("token")).send(as(ALICE), page("rollback")).statusCode(403)
                .body(allOf(containsString("did not come from a page of Serin"), not(containsString("customers complain"))));
        assertEquals("the form did not come from a page of Serin's, or that page is too old", onlyRefusal().reason());
        assertEquals(new Person(ALICE), onlyRefusal().person());
    }

    @Test
    void aFormWithoutItsCookieIsRefused() {
        SentForm form = rollback();
        as(ALICE).formParams(form.fields()).post(page("rollback")).then().statusCode(403);
        as(ALICE).cookie(FormToken.COOKIE, "").formParam("token", "").post(page("rollback")).then().statusCode(403);
        assertEquals(2, journal.refusals(canary, 10).size());
    }

    @ParameterizedTest
    @CsvSource({ "Origin,https://evil.example.org", "Origin,null", "Sec-Fetch-Site,cross-site", "Sec-Fetch-Site,same-site" })
    void whatAnotherSiteSendsIsRefusedAndKept(String header, String value) {
        rollback().send(as(ALICE).header(header, value), page("rollback")).statusCode(403)
                .body(containsString("another site"));
        assertEquals("it was sent by another site", onlyRefusal().reason());
    }

    @Test
    void theOriginOfThePageItselfPasses() {
        String own = "http://localhost:" + io.restassured.RestAssured.port;
        rollback().send(as(ALICE).header("Origin", own), page("rollback")).statusCode(not(is(403)));
    }

    /** Browsers add the password to what other sites send. */
    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/json" })
    void theApiTakesNothingFromOtherSites(String type) {
        int status = as(ALICE).header("Origin", "https://evil.example.org").contentType(type)
                .body("{\"order\": \"rollback\"}".getBytes(StandardCharsets.UTF_8))
                .post("/api/canaries/" + canary + "/orders").statusCode();
        assertTrue(status >= 400, "answered " + status);
    }

    @Test
    void theCookieIsForThisPageOfThisSiteOnly() {
        Cookie cookie = as(ALICE).get(page("rollback")).getDetailedCookie(FormToken.COOKIE);
        assertTrue(cookie.isHttpOnly());
        assertEquals("Strict", cookie.getSameSite());
        assertEquals(page("rollback"), cookie.getPath());
        assertEquals(cookie.getValue(), as(ALICE).cookie(cookie).get(page("rollback")).getCookie(FormToken.COOKIE));
    }

    @Test
    void onlyHereMayABrowserSayWhereAFormComesFrom() {
        as(ALICE).get(page("pause")).then().header("Referrer-Policy", "same-origin").header("Cache-Control", "no-store")
                .header("X-Frame-Options", "DENY");
    }

    @Test
    void aLinkOfAnEarlierReleaseSaysSo() {
        as(ALICE).queryParam("release", "66fd8c7b9b").get(page("rollback")).then().statusCode(200);
        as(ALICE).queryParam("release", HOSTILE).get(page("rollback")).then().statusCode(409)
                .body(allOf(containsString("earlier release"), containsString("66fd8c7b9b"), not(containsString("<img src=x")),
                        not(containsString("<form")), containsString("href=\"/canaries/" + canary + "\"")));
    }

    @Test
    void anUnknownOrderOrCanaryIsNotFound() {
        as(ALICE).get(page("destroy")).then().statusCode(404).body(containsString("No such order"));
        as(ALICE).get("/canaries/orders/nobody/pause").then().statusCode(404);
        as(ALICE).get("/canaries/orders/NOBODY/pause").then().statusCode(400);
    }

    @Test
    void aMissingReasonIsToldBesideItsField() {
        rollback().with("reason", "  ").send(as(ALICE), page("rollback")).statusCode(400)
                .body(containsString("aria-describedby=\"reason-error\""), containsString("id=\"reason-error\""));
    }

    @Test
    void whatIsTypedIsShownAgainAndNeverRun() {
        rollback().with("reason", HOSTILE).with("step", "look").send(as(ALICE), page("rollback")).statusCode(200)
                .body(allOf(not(containsString("<img src=x")), containsString("&lt;img src=x onerror=alert(1)&gt;&quot;")));
    }

    @Test
    void refusalsStandOnThePageOfTheCanary() {
        journal.refused(new Refusal(NOW, new Person("bob"), canary, "advance", "maximum-step: " + HOSTILE));
        String html = as(VICTOR).get("/canaries/" + canary).asString();
        assertTrue(html.contains("bob, advance: maximum-step: &lt;img"), html);
        assertFalse(html.contains("<img src=x"), html);
    }

    @Test
    void theIdInTheAddressOnlyFindsWhatReallyHappened() {
        String html = as(VICTOR).queryParam("done", HOSTILE).get("/canaries/" + canary).asString();
        assertFalse(html.contains("class=\"outcome"), html);
        assertFalse(html.contains("<img src=x"), html);
        // A decision of the policy is no order.
        assertFalse(as(VICTOR).queryParam("done", "00000000000a").get("/canaries/" + canary).asString()
                .contains("class=\"outcome"));
    }
}
