package dev.serin.canary;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a person wants done with a release. It is a commit like any other decision, with the person in it.
 *
 * @param to the weight to advance to, 1..99; empty for every other kind
 * @param reason one line, 1 to {@value #REASON_MAX} characters
 * @param until how long the person stays in charge, to the second; means nothing for kinds that leave nobody in charge
 * @param release the revision that the person looked at: for another one the order is refused
 * @param basis the id of the newest stamp made by a person that they saw, {@value #NO_BASIS} for none: a colleague who was
 *        faster is not overridden unseen
 * @param key drawn where the order is given; the same key for the same release is the same order, however often it arrives
 */
public record Order(Kind kind, Optional<Weight> to, Person person, String reason, Instant until, Release release, String basis,
        String key) {

    public static final int REASON_MAX = 500;
    public static final String NO_BASIS = "-";

    private static final Pattern BASIS = Pattern.compile("-|[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    /** What can be ordered. */
    public enum Kind {
        /** Stay, whatever the policy wants. */
        PAUSE(Action.HOLD, true),
        /** Let the policy decide again. */
        RESUME(Action.HOLD, false),
        /** One more step on the path, as far as the guardrails let it pass. */
        ADVANCE(Action.ADVANCE, true),
        /** Promote from the present weight, as far as the guardrails let it pass. */
        PROMOTE(Action.PROMOTE, true),
        /** Promote at once, past analysis and guardrails. */
        PROMOTE_NOW(Action.PROMOTE_NOW, false),
        /** All traffic back to the primary; nothing keeps it back. */
        ROLLBACK(Action.ROLLBACK, false);

        private final Action action;
        private final boolean takesCharge;

        Kind(Action action, boolean takesCharge) {
            this.action = action;
            this.takesCharge = takesCharge;
        }

        /** @throws InvalidField for any other word */
        @JsonCreator
        public static Kind of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst()
                    .orElseThrow(() -> new InvalidField("order", "is unknown",
                            "use pause, resume, advance, promote, promote-now or rollback"));
        }

        /** The word used in addresses, JSON, commits and on the page. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What becomes of it as a decision. */
        public Action action() {
            return action;
        }

        /** Whether the person who orders it is in charge of the release from then on. */
        public boolean takesCharge() {
            return takesCharge;
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /** @throws InvalidField naming the first field that cannot be used */
    public Order {
        until = until.truncatedTo(ChronoUnit.SECONDS);
        requireWeight(kind, to);
        require("reason", !reason.isBlank() && reason.length() <= REASON_MAX && !CONTROL.matcher(reason).find(),
                "is missing, too long or more than one line", "say why in one line of at most " + REASON_MAX + " characters");
        require("basis", BASIS.matcher(basis).matches(), "is not the id of a decision", "use 12 hexadecimal digits or -");
        require("key", KEY.matcher(key).matches(), "has another shape", "use 8 to 64 letters, digits, - and _");
    }

    private static void requireWeight(Kind kind, Optional<Weight> to) {
        boolean fits = kind == Kind.ADVANCE
                ? to.filter(weight -> !weight.isZero() && weight.compareTo(Weight.FULL) < 0).isPresent()
                : to.isEmpty();
        require("to", fits, kind == Kind.ADVANCE ? "is missing or no weight to advance to" : "means nothing here",
                kind == Kind.ADVANCE ? "use a whole number from 1 to 99" : "leave it out");
    }

    private static void require(String field, boolean fits, String problem, String remedy) {
        if (!fits) {
            throw new InvalidField(field, problem, remedy);
        }
    }

    /** The charge that this order gives, where it gives one. @param decisionId the order's own */
    public Optional<Charge> charge(String decisionId) {
        return kind.takesCharge() ? Optional.of(new Charge(person, until, decisionId)) : Optional.empty();
    }
}
