package dev.serin.release;

import static dev.serin.access.AccessProfile.HASH;
import static dev.serin.access.AccessProfile.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.dashboard.Browser;
import dev.serin.dashboard.SentForm;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** People take over on the page: what they are told first, what is then in Git, and what Flagger does with it. */
@QuarkusTest
@TestProfile(TakeoverPageTest.Profile.class)
class TakeoverPageTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    /** The embedded world, with two operators and a viewer. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "sequential-test",
                    "serin.access.users.alice.password-hash", HASH, "serin.access.users.alice.role", "operator",
                    "serin.access.users.bob.password-hash", HASH, "serin.access.users.bob.role", "operator",
                    "serin.access.users.victor.password-hash", HASH, "serin.access.users.victor.role", "viewer");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class));
        }
    }

    EmbeddedWorld embedded;

    private CanaryRef underWay(String story) {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    /** A name that is not localhost, without TLS: there browsers tell least about where a form comes from. */
    private static String url(CanaryRef canary) {
        return "http://serin.test:" + RestAssured.port + "/canaries/" + canary;
    }

    private static Browser browserOf(String person) {
        Browser browser = scriptedBrowserOf(person);
        browser.forbidScripts();
        return browser;
    }

    private static Browser scriptedBrowserOf(String person) {
        Browser browser = new Browser();
        browser.sendAlways("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((person + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        return browser;
    }

    private static void type(Browser browser, String field, String text) {
        browser.evaluate("document.getElementById('" + field + "').value = '" + text + "'");
    }

    private static void press(Browser browser, String step, String until) {
        browser.evaluate("document.querySelector('button[value=" + step + "]').click()");
        browser.waitUntil("document.readyState === 'complete' && (" + until + ")");
    }

    private static String text(Browser browser) {
        return browser.evaluate("document.querySelector('main').innerText");
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }

    @Test
    void anOperatorWithoutScriptsPausesAndAdvancesAndSeesTheCommitsFirst() throws IOException, InterruptedException {
        CanaryRef canary = underWay("taken");
        try (Browser browser = browserOf("alice")) {
            browser.open(url(canary));
            browser.evaluate("document.querySelector('a[href$=\"/pause\"]').click()");
            browser.waitUntil("document.getElementById('reason') !== null");
            type(browser, "reason", "the database is being moved");
            press(browser, "act", "location.search.includes('done=')");
            assertTrue(text(browser).contains("Pause, ordered by alice"), text(browser));
            assertTrue(text(browser).contains("alice is in charge until"), text(browser));
            assertTrue(log(canary).manifest().contains(" by alice until "), log(canary).manifest());

            embedded.step(20);
            assertEquals(5, embedded.world().weight(canary), "the policy moved a paused canary");

            browser.open(url(canary) + "/advance");
            picture(browser, "advance");
            type(browser, "reason", "the database has been moved");
            type(browser, "weight", "20");
            press(browser, "look", "document.querySelector('pre.commit') !== null");
            String subject = browser.evaluate("document.querySelector('pre.commit b').innerText");
            String after = browser
                    .evaluate("[...document.querySelectorAll('pre.commit ins')].map((line) => line.innerText).join('\\n')");
            press(browser, "act", "location.search.includes('done=')");
            List<String> subjects = log(canary).subjects();
            assertEquals(subjects.get(subjects.size() - 1), subject);
            after.lines().forEach(line -> assertTrue(
                    log(canary).manifest().contains(line.strip().replaceFirst("decision: .*", "")), line));
            assertTrue(log(canary).manifest().contains("stepWeights: [5, 20, 20]"), log(canary).manifest());
            picture(browser, "taken-over");
        }
        embedded.step(3);
        assertEquals(20, embedded.world().weight(canary));
    }

    private static void picture(Browser browser, String name) throws IOException {
        browser.screenshot(PICTURES.resolve("takeover-" + name + "-light.png"), 1280, "light");
        browser.screenshot(PICTURES.resolve("takeover-" + name + "-dark.png"), 1280, "dark");
        browser.screenshot(PICTURES.resolve("takeover-" + name + "-narrow.png"), 420, "light");
        assertEquals("420", browser.evaluate("document.documentElement.scrollWidth"), name + " is wider than the screen");
    }

    @Test
    void promotingPastTheAnalysisIsAskedTwice() throws IOException, InterruptedException {
        CanaryRef canary = underWay("sure");
        String before = log(canary).manifest();
        try (Browser browser = browserOf("alice")) {
            browser.open(url(canary) + "/promote-now");
            type(browser, "reason", "a hot fix");
            press(browser, "ask", "document.getElementById('sure') !== null");
            picture(browser, "sure");
            browser.evaluate("document.querySelector('form').noValidate = true");
            press(browser, "act", "document.getElementById('sure-error') !== null");
            assertEquals("sure-error", browser.evaluate("document.getElementById('sure').getAttribute('aria-describedby')"));
            assertEquals(before, log(canary).manifest());

            browser.evaluate("document.querySelector('label[for=sure]').click()");
            press(browser, "act", "location.search.includes('done=')");
        }
        assertTrue(log(canary).manifest().contains("skipAnalysis: true"), log(canary).manifest());
        assertTrue(log(canary).newestMessage().contains("a hot fix"), log(canary).newestMessage());
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 10));
    }

    @Test
    void aViewerIsRefusedAlsoWhenTheFormIsForged() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "contested");
        String before = log(canary).manifest();
        try (Browser browser = browserOf("victor")) {
            browser.open(url(canary) + "/rollback");
            assertTrue(text(browser).contains("You need the operator role"), text(browser));
            assertEquals("0", browser.evaluate("document.querySelectorAll('main form').length"));
            browser.evaluate("(() => { const form = document.createElement('form'); form.method = 'post';"
                    + " document.body.append(form); form.submit(); })()");
            browser.waitUntil("document.readyState === 'complete' && !document.body.innerText.includes('What it will do')");
            assertTrue(text(browser).contains("operator"), text(browser));
        }
        assertEquals(before, log(canary).manifest());
        given().get("/canaries/" + canary).then().body(containsString("victor, rollback: "));
    }

    @Test
    void aDoubleClickIsOneOrderAndTheSecondPersonSeesWhoWasFaster() {
        CanaryRef canary = underWay("contested");
        String pause = "/canaries/" + canary + "/pause";
        SentForm bobs = SentForm.of(as("bob").get(pause)).with("reason", "lunch").with("minutes", "5").with("step", "act");
        SentForm alices = SentForm.of(as("alice").get(pause)).with("reason", "a look at the logs").with("minutes", "30")
                .with("step", "act");
        int commits = log(canary).commits().size();

        String first = alices.send(as("alice"), pause).statusCode(303).extract().header("Location");
        String again = alices.send(as("alice"), pause).statusCode(303).extract().header("Location");
        assertEquals(first, again);
        assertEquals(commits + 1, log(canary).commits().size());

        bobs.send(as("bob"), pause).statusCode(409).body(containsString("alice was faster"));
        assertEquals(commits + 1, log(canary).commits().size());
        assertFalse(log(canary).manifest().contains("by bob"), log(canary).manifest());
        given().get("/canaries/" + canary).then().body(containsString("bob, pause: "));
    }

    @Test
    void noFormOfAnOperatorHasABarrier() {
        CanaryRef canary = underWay("steady");
        try (Browser browser = scriptedBrowserOf("alice")) {
            for (String order : List.of("", "/pause", "/advance", "/promote", "/promote-now", "/rollback")) {
                browser.open(url(canary) + order);
                assertNoBarrier(browser, order);
            }
            type(browser, "reason", "a look at the logs");
            press(browser, "look", "document.querySelector('pre.commit') !== null");
            assertNoBarrier(browser, "the commit");

            browser.open(url(canary) + "/promote-now");
            type(browser, "reason", "a hot fix");
            press(browser, "ask", "document.getElementById('sure') !== null");
            browser.evaluate("document.querySelector('form').noValidate = true");
            press(browser, "act", "document.getElementById('sure-error') !== null");
            assertNoBarrier(browser, "asked twice");

            browser.open(url(canary) + "/pause");
            type(browser, "reason", "the database is being moved");
            press(browser, "act", "location.search.includes('done=')");
            assertNoBarrier(browser, "done");
        }
    }

    @Test
    void whoMayNotIsToldWithoutABarrier() {
        String order = url(EmbeddedWorld.canary(Wiring.FULL, "steady")) + "/rollback";
        try (Browser victors = scriptedBrowserOf("victor")) {
            victors.open(order);
            victors.evaluate("(() => { const form = document.createElement('form'); form.method = 'post';"
                    + " document.body.append(form); form.submit(); })()");
            victors.waitUntil("document.readyState === 'complete' && document.title.includes('may not')");
            assertNoBarrier(victors, "refused");

            victors.show(given().get("/login").then().statusCode(401).extract().asString());
            assertTrue(text(victors).contains("Please log in"), text(victors));
            assertNoBarrier(victors, "login");
        }
    }

    private static void assertNoBarrier(Browser browser, String page) {
        for (String scheme : List.of("light", "dark")) {
            browser.colours(scheme);
            assertEquals(List.of(), browser.barriers(), page + " " + scheme);
        }
    }

    private static RequestSpecification as(String name) {
        return given().auth().preemptive().basic(name, PASSWORD).redirects().follow(false);
    }
}
