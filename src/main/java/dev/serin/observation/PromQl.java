package dev.serin.observation;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** The few pieces of PromQL that every query is made of. What comes from outside is escaped here. */
final class PromQl {

    private PromQl() {
    }

    /**
     * An expression for use inside a double-quoted PromQL string that matches exactly these texts: RE2's special characters are
     * quoted first, then PromQL's, so that no text can end the string or the expression.
     */
    static String anyOf(Collection<String> texts) {
        return texts.stream().sorted().distinct().map(PromQl::quoteRegex).map(PromQl::escapeString)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    static String quoteRegex(String text) {
        return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }

    private static String escapeString(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** {@code 15s}, or {@code 1500ms} where it is not whole seconds. */
    static String duration(Duration length) {
        return length.toMillisPart() == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }

    /**
     * How much a counter grew, exactly: the last sample less the last sample one window earlier. {@code increase()}
     * would extrapolate, and miss the first event of a new series. A series that is new, or smaller than before because
     * the process started again, is counted from zero. Looking back over stale markers keeps one failed scrape from
     * making an old series look new, and counts what a pod answered before it ended.
     */
    static String growth(String selector, Duration window, Duration lookback) {
        String now = "last_over_time(" + selector + "[" + duration(lookback) + "])";
        String before = "last_over_time(" + selector + "[" + duration(lookback) + "] offset " + duration(window) + ")";
        return "((" + now + " - " + before + ") >= 0 or " + now + ")";
    }
}
