package dev.serin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Keeps docs/flagger-traps.md true: a row for each trap, and behind each row tests that exist. */
class TrapsDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/flagger-traps.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*$");
    private static final String NOT_HANDLED = "**Not handled.**";

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    @Test
    void everyTrapHasItsRowInOrder() throws IOException {
        List<Integer> numbers = rows().stream().map(row -> Integer.valueOf(row.group(1))).toList();
        assertEquals(IntStream.rangeClosed(1, 24).boxed().toList(), numbers);
    }

    @Test
    void everyTrapHasATestThatNamesItOrSaysWhyItHasNone() throws IOException {
        for (MatchResult row : rows()) {
            String name = "trap%02d".formatted(Integer.parseInt(row.group(1)));
            boolean named = NamedTests.in(row.group()).stream().anyMatch(test -> test.group(3).matches(name + "[A-Z].*"));
            assertTrue(named || row.group().contains(NOT_HANDLED), "no test " + name + "... in: " + row.group());
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException, ClassNotFoundException {
        List<MatchResult> tests = NamedTests.in(Files.readString(DOCUMENT));
        assertFalse(tests.isEmpty());
        for (MatchResult test : tests) {
            NamedTests.assertExists(test);
        }
    }
}
