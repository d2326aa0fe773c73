package dev.serin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tests that a document names, as {@code package/Class#method}. */
final class NamedTests {

    private static final Pattern TEST = Pattern.compile("`(\\w+)/(\\w+Test)#(\\w+)`");

    private NamedTests() {
    }

    /** Their groups are package, class and method. */
    static List<MatchResult> in(String text) {
        return TEST.matcher(text).results().toList();
    }

    static void assertExists(MatchResult test) throws ClassNotFoundException {
        Class<?> type = Class.forName("dev.serin." + test.group(1) + "." + test.group(2), false,
                NamedTests.class.getClassLoader());
        assertTrue(Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getName().equals(test.group(3))),
                test.group());
    }
}
