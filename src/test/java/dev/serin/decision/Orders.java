package dev.serin.decision;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.RELEASE;

import java.util.Optional;

import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;

/** Orders for tests: by alice, until an hour after {@code NOW}, on nobody's order before. */
public final class Orders {

    public static final Person ALICE = new Person("alice");
    public static final Person BOB = new Person("bob");
    public static final String UNTIL = NOW.plusSeconds(3600).toString();

    private Orders() {
    }

    public static Order of(Order.Kind kind) {
        return by(ALICE, kind, "-");
    }

    public static Order by(Person person, Order.Kind kind, String basis) {
        return order(kind, Optional.empty(), person, RELEASE, basis);
    }

    public static Order advance(int to) {
        return order(Order.Kind.ADVANCE, Optional.of(new Weight(to)), ALICE, RELEASE, "-");
    }

    public static Order of(Order.Kind kind, Release release) {
        return order(kind, Optional.empty(), ALICE, release, "-");
    }

    private static Order order(Order.Kind kind, Optional<Weight> to, Person person, Release release, String basis) {
        return new Order(kind, to, person, "checkout is down", NOW.plusSeconds(3600), release, basis,
                "key-" + person + "-" + kind.word());
    }
}
