package dev.serin.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.release.FreePort;

/** {@code make screenshots}: the pictures of the README, from the demo. No test: it asserts nothing. */
class Screenshots {

    private static final Path PICTURES = Path.of("docs", "screenshots");
    private static final int WIDTH = 1180;

    // The demo's last writes may come while the directory is deleted.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path directory;

    @Test
    void take() throws IOException, InterruptedException {
        int port = FreePort.find();
        Process demo = demo(port);
        try (Browser browser = new Browser()) {
            awaitSerin(browser, port, demo);
            // By then the clearly bad ones are rolled back, and a good one is well on its way.
            browser.waitAtMost(Duration.ofMinutes(15), "document.querySelectorAll('.fleet tr.trouble').length >= 3 && "
                    + "[...document.querySelectorAll('.fleet tr.moving')].some(row => parseInt(row.cells[2].textContent) >= 35)");
            both(browser, "http://localhost:" + port + "/", "fleet", 760);
            browser.open("http://localhost:" + port + "/?sort=weight");
            both(browser, browser.evaluate("document.querySelector('.fleet tbody th a').href"), "canary", 1650);
        } finally {
            demo.descendants().forEach(ProcessHandle::destroy);
            demo.destroy();
            demo.waitFor();
        }
    }

    private static void both(Browser browser, String url, String name, int height) throws IOException {
        browser.open(url);
        browser.waitUntil("document.getElementById('connection').textContent === 'Live'");
        browser.screenshot(PICTURES.resolve(name + "-light.png"), WIDTH, height, "light");
        browser.screenshot(PICTURES.resolve(name + "-dark.png"), WIDTH, height, "dark");
    }

    private Process demo(int port) throws IOException {
        ProcessBuilder demo = new ProcessBuilder("java", "-cp",
                String.join(File.pathSeparator, "target/quarkus-app/app/*", "target/quarkus-app/lib/main/*",
                        "target/quarkus-app/lib/boot/*"),
                "dev.serin.simulation.Demo", "target/quarkus-app/quarkus-run.jar").inheritIO();
        demo.environment().put("PORT", String.valueOf(port));
        demo.environment().put("DEMO_DIR", directory.toString());
        return demo.start();
    }

    private static void awaitSerin(Browser browser, int port, Process demo) {
        browser.waitAtMost(Duration.ofMinutes(3), () -> {
            if (!demo.isAlive()) {
                throw new AssertionError("The demo has ended; what it printed says why");
            }
            return browser.opens("http://localhost:" + port + "/");
        }, "Serin starts");
    }

}
