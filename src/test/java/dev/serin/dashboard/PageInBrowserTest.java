package dev.serin.dashboard;

import static dev.serin.dashboard.StoppedClock.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The page as people see it. Its pictures are left in target/screenshots. */
@QuarkusTest
@TestProfile(DashboardProfile.class)
class PageInBrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    @TestHTTPResource("/")
    URL home;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    private Browser browser;

    @BeforeEach
    void start() {
        browser = new Browser();
    }

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    void everyCanaryIsShownAndTheLayoutFitsANarrowScreen() throws IOException {
        List<CanaryState> fleet = new SampleFleet(journal, "shop").record();
        canaries.show(fleet);

        browser.open(home.toString());

        String text = browser.text();
        fleet.forEach(canary -> assertTrue(text.contains(canary.ref().name()), () -> canary.ref() + " in " + text));
        assertFitsEveryWidth("fleet");
        for (String name : List.of("checkout", "payments", "frontend", "podinfo", "inventory")) {
            browser.open(home + "canaries/shop/" + name);
            assertFitsEveryWidth(name);
        }
        browser.open(home + "policy");
        assertFitsEveryWidth("policy");
        canaries.goAway();
        browser.open(home.toString());
        assertFitsEveryWidth("stale");
    }

    /** 640 is what is left of 1280 at a zoom of 200 %. */
    private void assertFitsEveryWidth(String picture) throws IOException {
        browser.screenshot(PICTURES.resolve(picture + "-light.png"), 1280, "light");
        browser.screenshot(PICTURES.resolve(picture + "-dark.png"), 1280, "dark");
        for (int width : List.of(640, 360)) {
            browser.screenshot(PICTURES.resolve(picture + "-" + width + ".png"), width, "light");
            assertEquals(String.valueOf(width), browser.evaluate("document.documentElement.scrollWidth"),
                    picture + " is wider than the screen");
        }
    }

    @Test
    void noPageHasABarrierInLightOrDark() {
        canaries.show(new SampleFleet(journal, "axe").record());

        List<String> found = new ArrayList<>();
        for (String path : List.of("", "?q=nothing-is-called-so", "canaries/axe/inventory", "canaries/axe/payments",
                "canaries/axe/checkout", "canaries/axe/shipping", "policy", "canaries/axe/nobody",
                "canaries/axe/inventory/pause", "canaries/axe/inventory/rollback")) {
            browser.open(home + path);
            browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
            for (String scheme : List.of("light", "dark")) {
                browser.colours(scheme);
                browser.barriers().forEach(barrier -> found.add("/" + path + " " + scheme + ": " + barrier));
            }
        }

        assertEquals(List.of(), found);
    }

    @Test
    void aNewDecisionAppearsByItselfWithoutClosingWhatIsOpen() {
        CanaryRef ref = new CanaryRef("live", "podinfo");
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
        hold(ref, "000000000001");
        hold(ref, "000000000002");
        browser.open(home + "canaries/live/podinfo");
        browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
        browser.evaluate("window.loaded = 'once'");
        browser.evaluate(
                "(document.querySelector('#d-000000000001 details').open = true, document.querySelector('#d-000000000001 summary').focus())");

        hold(ref, "000000000003");
        browser.waitForText("held 3 times");

        assertEquals("true", browser.evaluate("document.querySelector('#d-000000000001 details').open"));
        assertEquals("SUMMARY", browser.evaluate("document.activeElement.tagName"));
        rollback(ref, "000000000004", "errors 8.1 % against 0.2 %");
        browser.waitForText("errors 8.1 % against 0.2 %");
        assertEquals("true", browser.evaluate("document.querySelector('#d-000000000001 details').open"));
        assertEquals("once", browser.evaluate("window.loaded"), "the page was not loaded again");
    }

    @Test
    void theListIsLiveAndAFilterStays() {
        CanaryRef ref = new CanaryRef("listed", "podinfo");
        CanaryState moving = Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20));
        CanaryState other = Samples.state(new CanaryRef("listed", "idle"), Phase.INITIALIZED, 0, List.of(5, 5));
        hold(ref, "00000000000a");
        canaries.show(moving, other);
        browser.open(home + "?namespace=listed&standing=moving");
        browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
        assertEquals("1", browser.evaluate("document.querySelectorAll('.fleet tbody tr').length"));

        rollback(ref, "00000000000b", "worse than the primary");
        browser.waitForText("None of the 2 canaries matches");
    }

    @Test
    void aLostConnectionIsToldAndNothingIsLostWhenItIsBack() throws IOException {
        CanaryRef ref = new CanaryRef("wire", "podinfo");
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
        hold(ref, "000000000011");
        try (Wire wire = new Wire(home.getPort())) {
            browser.open("http://localhost:" + wire.port() + "/canaries/wire/podinfo");
            browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
            browser.evaluate("window.loaded = 'once'");

            wire.cut();
            browser.waitUntil("document.getElementById('connection').textContent === 'Reconnecting'");
            rollback(ref, "000000000012", "decided while nobody was looking");
            browser.waitUntil("/^Offline since \\d\\d:\\d\\d$/.test(document.getElementById('connection').textContent)");

            wire.mend();
            browser.waitForText("decided while nobody was looking");
            browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
            assertEquals("once", browser.evaluate("window.loaded"), "the page was not loaded again");
        }
    }

    @Test
    void aScriptThatComesLateDoesNotKeepThePageFromBeingLive() throws IOException, InterruptedException {
        CanaryRef ref = new CanaryRef("late", "podinfo");
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
        hold(ref, "000000000041");
        try (Wire wire = new Wire(home.getPort()); Browser eager = Browser.withoutWaiting()) {
            Wire.Held extension = wire.hold("/htmx/hx-sse.min.js");
            eager.open("http://localhost:" + wire.port() + "/canaries/late/podinfo");
            extension.await();
            eager.waitUntil("window.htmx && document.readyState === 'interactive'");
            eager.letTimersRun();

            extension.release();
            eager.waitUntil("document.getElementById('connection').textContent === 'Live'");
        }
    }

    @Test
    void withoutJavaScriptEverythingCanBeReadAndTheFormWorks() {
        canaries.show(new SampleFleet(journal, "plain").record());
        try (Browser plain = Browser.withoutJavaScript()) {
            plain.open(home + "?q=check&sort=name");
            assertTrue(plain.text().contains("checkout"), plain.text());
            assertFalse(plain.text().contains("podinfo"), plain.text());
            assertEquals("", plain.connection());

            plain.open(home + "canaries/plain/inventory");
            assertTrue(plain.text().contains("What moved the model to +10"), plain.text());
        }
    }

    @Test
    void hostileTextStaysText() {
        CanaryRef ref = new CanaryRef("hostile", "podinfo");
        String attack = "<img src=x onerror=\"window.owned=1\"><hx-partial hx-target=\"body\">x</hx-partial>"
                + "</details><script>window.owned=1</script>' hx-get='/policy' hx-trigger='load'";
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
        hold(ref, "000000000021");
        for (String path : List.of("?namespace=hostile", "canaries/hostile/podinfo")) {
            browser.open(home + path);
            browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
            journal.close(journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                    Samples.rollback("000000000022", ref, 20, attack)), new Change.Failed(attack));
            browser.waitForText("<img src=x onerror=");

            assertEquals("null", browser.evaluate("window.owned ?? null"));
            assertEquals("0", browser.evaluate("document.querySelectorAll('main img, main script, [hx-get]').length"));
            hold(ref, "000000000021");
        }
    }

    @Test
    void theKeyboardAloneReachesTheContentFirst() {
        canaries.show(new SampleFleet(journal, "keys").record());
        browser.open(home.toString());

        browser.press("\uE004");
        assertEquals("Skip to the content", browser.evaluate("document.activeElement.textContent"));
        browser.press("\uE007");
        assertEquals("main", browser.evaluate("document.activeElement.id"));
    }

    @Test
    void theEmptyPageExplainsWhatToDo() throws IOException {
        canaries.show();

        browser.open(home.toString());

        assertTrue(browser.text().contains("No canaries yet"), browser.text());
        assertFitsEveryWidth("empty");
    }

    private void hold(CanaryRef ref, String id) {
        journal.close(journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                Samples.hold(id, ref, 20, "30 s of at least 60 s")), new Change.Unchanged("a hold"));
    }

    private void rollback(CanaryRef ref, String id, String reason) {
        journal.close(journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                Samples.rollback(id, ref, 20, reason)), new Change.Committed("c".repeat(40)));
    }
}
