package dev.serin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;

import org.junit.jupiter.api.Test;

/** Keeps docs/threat-model.md true: behind each line there is a test that exists. */
class ThreatModelTest {

    private static final Path DOCUMENT = Path.of("docs/threat-model.md");

    private static List<String> claims() throws IOException {
        return Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| ") && !line.startsWith("| they |")
                && !line.startsWith("| --- |")).toList();
    }

    @Test
    void everyClaimNamesATest() throws IOException {
        assertFalse(claims().isEmpty());
        claims().forEach(claim -> assertFalse(NamedTests.in(claim).isEmpty(), "no test in: " + claim));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException, ClassNotFoundException {
        for (MatchResult test : NamedTests.in(Files.readString(DOCUMENT))) {
            NamedTests.assertExists(test);
        }
    }

    @Test
    void whoeverIsAskedAboutIsThere() throws IOException {
        String text = Files.readString(DOCUMENT);
        for (String owner : List.of("A hook token", "Write access to Git", "Prometheus", "A Canary manifest",
                "Alertmanager's credential", "A login", "The journal's database")) {
            assertTrue(text.contains("\n## " + owner), owner);
        }
    }
}
