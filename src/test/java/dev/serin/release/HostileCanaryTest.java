package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.dashboard.Browser;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Whoever may write a Canary may write anything into its labels and annotations: none of it becomes markup on the page. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class HostileCanaryTest {

    private static final String ATTACK = "<img src=x onerror=\"window.owned=1\"></details><script>window.owned=1</script>";
    private static final String METADATA = """
            metadata:
              labels:
                team: '%1$s'
              annotations:
                serin.dev/first-weight: '%1$s'
                serin.dev/caution: '%1$s'
                serin.dev/freeze-windows: '%1$s'
                example.org/owner: '%1$s'
            """.formatted(ATTACK);

    EmbeddedWorld embedded;

    @Test
    void labelsAndAnnotationsStayText() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "idle");
        new Person(embedded.world().repository().directory()).edits(canary, "Label it",
                manifest -> manifest.replaceFirst("metadata:\n", METADATA));
        embedded.deploy(canary, Fate.FINE);
        embedded.step(5);

        try (Browser browser = new Browser()) {
            String page = "http://localhost:" + RestAssured.port;
            for (String path : List.of("/", "/canaries/" + canary, "/canaries/" + canary + "/pause")) {
                browser.open(page + path);
                assertEquals("null", browser.evaluate("window.owned ?? null"), path);
                assertEquals("0", browser.evaluate("document.querySelectorAll('main img, main script').length"), path);
            }
            browser.open(page + "/canaries/" + canary);
            String text = browser.evaluate("document.querySelector('main').innerText");
            assertTrue(text.contains("serin.dev/first-weight cannot be read"), text);
        }
    }
}
