package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;

/**
 * What a person has typed, as they typed it, and what the page added to it.
 *
 * @param weight to advance to, in percent; means nothing for other orders
 * @param minutes how long they want to stay in charge; means nothing for orders that leave nobody in charge
 * @param release the revision that the page showed
 * @param basis the newest person's decision that the page showed
 * @param key of this page: sending it twice is one order
 */
public record OrderForm(String reason, String weight, String minutes, String release, String basis, String key) {

    static final int MINUTES_MAX = 24 * 60;

    /** What stands for the reason in a commit that is only shown. */
    private static final String NO_REASON_YET = "(your reason)";

    static OrderForm of(MultivaluedMap<String, String> fields) {
        return new OrderForm(field(fields, "reason").strip(), field(fields, "weight").strip(), field(fields, "minutes").strip(),
                field(fields, "release"), field(fields, "basis"), field(fields, "key"));
    }

    static String field(MultivaluedMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("");
    }

    /** The order as typed. @throws InvalidField naming the first field that cannot be used */
    Order order(Order.Kind kind, Person person, Instant now) {
        return order(kind, person, now, reason);
    }

    /** The same to look at what it would do: a reason may still be missing. */
    Order draft(Order.Kind kind, Person person, Instant now) {
        return order(kind, person, now, reason.isEmpty() ? NO_REASON_YET : reason);
    }

    private Order order(Order.Kind kind, Person person, Instant now, String why) {
        Optional<Weight> to = kind == Order.Kind.ADVANCE ? Optional.of(new Weight(number("weight", weight, 99)))
                : Optional.empty();
        Instant until = kind.takesCharge() ? now.plus(Duration.ofMinutes(number("minutes", minutes, MINUTES_MAX))) : now;
        return new Order(kind, to, person, why, until, new Release(release), basis, key);
    }

    private static int number(String field, String text, int max) {
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        throw new InvalidField(field, "is missing or out of range", "use a whole number from 1 to " + max);
    }
}
