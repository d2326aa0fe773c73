package dev.serin.dashboard;

import static dev.serin.dashboard.StoppedClock.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

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

    // Chromium's last processes may still write while the directory is deleted.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    @TestHTTPResource("/")
    URL home;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    private Browser browser;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        browser = new Browser(profile);
    }

    @AfterEach
    void stop() throws InterruptedException {
        browser.close();
    }

    @Test
    void everyCanaryIsShownAndTheLayoutFitsANarrowScreen() throws IOException {
        List<CanaryState> fleet = new SampleFleet(journal, "shop").record();
        canaries.show(fleet);

        browser.open(home.toString());

        String text = browser.evaluate("document.querySelector('main').innerText");
        fleet.forEach(canary -> assertTrue(text.contains(canary.ref().name()), () -> canary.ref() + " in " + text));
        assertFitsEveryWidth("fleet");
        for (String name : List.of("checkout", "payments", "frontend", "podinfo", "inventory")) {
            browser.open(home + "canaries/shop/" + name);
            assertFitsEveryWidth(name);
        }
        canaries.goAway();
        browser.open(home.toString());
        assertFitsEveryWidth("stale");
    }

    private void assertFitsEveryWidth(String picture) throws IOException {
        browser.screenshot(PICTURES.resolve(picture + "-light.png"), 1280, "light");
        browser.screenshot(PICTURES.resolve(picture + "-dark.png"), 1280, "dark");
        browser.screenshot(PICTURES.resolve(picture + "-narrow.png"), 420, "light");
        assertEquals("420", browser.evaluate("document.documentElement.scrollWidth"), picture + " is wider than the screen");
    }

    @Test
    void aNewDecisionAppearsByItselfWithoutClosingWhatIsOpen() {
        CanaryRef ref = new CanaryRef("live", "podinfo");
        canaries.show(Samples.state(ref, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
        hold(ref, "000000000001");
        hold(ref, "000000000002");
        browser.open(home + "canaries/live/podinfo");
        browser.evaluate("document.querySelector('details').open = true; document.querySelector('summary').focus()");

        hold(ref, "000000000003");
        browser.waitUntil("document.body.innerText.includes('held 3 times')");

        assertEquals("true", browser.evaluate("document.querySelector('details').open"));
        assertEquals("SUMMARY", browser.evaluate("document.activeElement.tagName"));
        journal.close(journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                Samples.rollback("000000000004", ref, 20, "errors 8.1 % against 0.2 %")), new Change.Committed("c".repeat(40)));
        browser.waitUntil("document.body.innerText.includes('errors 8.1 % against 0.2 %')");
        assertEquals("yes", browser.evaluate("document.documentElement.dataset.live"));
    }

    @Test
    void theEmptyPageExplainsWhatToDo() throws IOException {
        canaries.show();

        browser.open(home.toString());

        assertTrue(browser.evaluate("document.querySelector('main').innerText").contains("No canaries yet"));
        assertFitsEveryWidth("empty");
    }

    private void hold(CanaryRef ref, String id) {
        journal.close(journal.open(Samples.heartbeat(ref), Samples.observation(ref, NOW, 20),
                Samples.hold(id, ref, 20, "30 s of at least 60 s")), new Change.Unchanged("a hold"));
    }
}
