package dev.serin.canary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A decision in one line, as a commit leaves it in the {@code metadata} of Serin's hooks. Flagger sends back the
 * metadata of the very spec it is executing (Flagger's pkg/controller/webhook.go), so the stamp that returns proves
 * which commit is live. Written {@code advance 5-20 66fd8c7b9b 3f0c9a1d2b4e}: action, from-to, release, decision id.
 * One scalar, so that a commit changes one line.
 *
 * @param action never hold: holding is not committed
 * @param from the weight that the decision was made at
 * @param to the weight it approves
 * @param release the revision it was made for; {@link Release#ANY} for a reset
 * @param id twelve hexadecimal digits
 */
public record DecisionStamp(Action action, Weight from, Weight to, Release release, String id) {

    /** The key under which the stamp stands in a hook's metadata. */
    public static final String METADATA_KEY = "decision";

    private static final Pattern SHAPE = Pattern
            .compile("(advance|promote|rollback|reset) (\\d{1,3})-(\\d{1,3}) (-|[A-Za-z0-9]{1,64}) ([0-9a-f]{12})");

    /** Reads a stamp; anything else is not one of ours. */
    public static Optional<DecisionStamp> parse(String text) {
        Matcher matcher = SHAPE.matcher(text == null ? "" : text);
        return matcher.matches() ? fromParts(matcher) : Optional.empty();
    }

    private static Optional<DecisionStamp> fromParts(Matcher parts) {
        int from = Integer.parseInt(parts.group(2));
        int to = Integer.parseInt(parts.group(3));
        return from > 100 || to > 100 ? Optional.empty()
                : Optional.of(new DecisionStamp(Action.of(parts.group(1)), new Weight(from), new Weight(to),
                        new Release(parts.group(4)), parts.group(5)));
    }

    @JsonCreator
    static DecisionStamp fromJson(String text) {
        return parse(text).orElseThrow(() -> new InvalidField("decision", "is not a stamp", "leave it as Serin wrote it"));
    }

    @JsonValue
    @Override
    public String toString() {
        return "%s %d-%d %s %s".formatted(action, from.percent(), to.percent(), release, id);
    }
}
