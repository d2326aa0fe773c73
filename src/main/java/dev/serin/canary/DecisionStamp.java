package dev.serin.canary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A decision in one line, as a commit leaves it in the {@code metadata} of Serin's hooks. Flagger sends back the
 * metadata of the very spec it is executing (Flagger's pkg/controller/webhook.go), so the stamp that returns proves
 * which commit is live. Written {@code advance 5-20 66fd8c7b9b 3f0c9a1d2b4e}: action, from-to, release, decision id.
 * One scalar, so that a commit changes one line. A person's order adds who gave it, and until when they are in charge:
 * {@code hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by alice until 2026-11-27T13:00:00Z}. A replica that was just started knows it from
 * there.
 *
 * @param action hold only by a person: a policy's hold is not committed
 * @param from the weight that the decision was made at
 * @param to the weight it approves
 * @param release the revision it was made for; {@link Release#ANY} for a reset
 * @param id twelve hexadecimal digits
 * @param by the person who ordered it, or who stays in charge; empty for the policy's own
 * @param until when that person is not in charge any more, to the second; empty where nobody is in charge
 */
public record DecisionStamp(Action action, Weight from, Weight to, Release release, String id, Optional<Person> by,
        Optional<Instant> until) {

    /** The key under which the stamp stands in a hook's metadata. */
    public static final String METADATA_KEY = "decision";

    private static final Pattern SHAPE = Pattern
            .compile(
                    "(hold|advance|promote|rollback|reset|promote-now) (\\d{1,3})-(\\d{1,3}) (-|[A-Za-z0-9]{1,64}) ([0-9a-f]{12})"
                            + "(?: by (" + Person.SHAPE + ")(?: until (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ))?)?");

    public DecisionStamp {
        until = until.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** One that nobody but the policy has made. */
    public DecisionStamp(Action action, Weight from, Weight to, Release release, String id) {
        this(action, from, to, release, id, Optional.empty(), Optional.empty());
    }

    /** Reads a stamp; anything else is not one of ours. */
    public static Optional<DecisionStamp> parse(String text) {
        Matcher matcher = SHAPE.matcher(text == null ? "" : text);
        return matcher.matches() ? fromParts(matcher) : Optional.empty();
    }

    private static Optional<DecisionStamp> fromParts(Matcher parts) {
        try {
            return Optional.of(new DecisionStamp(Action.of(parts.group(1)), weight(parts.group(2)), weight(parts.group(3)),
                    new Release(parts.group(4)), parts.group(5), Optional.ofNullable(parts.group(6)).map(Person::new),
                    Optional.ofNullable(parts.group(7)).map(Instant::parse)));
        } catch (InvalidField | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Weight weight(String digits) {
        return new Weight(Integer.parseInt(digits));
    }

    /** Who is in charge of a release at a time by this stamp, where it is the newest. */
    public Optional<Charge> charge(Release seen, Instant now) {
        return by.isPresent() && until.filter(now::isBefore).isPresent() && release.covers(seen)
                ? Optional.of(new Charge(by.get(), until.get(), id))
                : Optional.empty();
    }

    @JsonCreator
    static DecisionStamp fromJson(String text) {
        return parse(text).orElseThrow(() -> new InvalidField("decision", "is not a stamp", "leave it as Serin wrote it"));
    }

    @JsonValue
    @Override
    public String toString() {
        return "%s %d-%d %s %s".formatted(action, from.percent(), to.percent(), release, id)
                + by.map(person -> " by " + person).orElse("") + until.map(time -> " until " + time).orElse("");
    }
}
