package dev.serin.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;

/**
 * Which canary a request gives an order for, as its address says.
 *
 * @param order the word of the order; {@value #ANY} for the API, which names it in the body
 */
record OrderPath(CanaryRef canary, String order) {

    static final String ANY = "order";

    private static final Pattern SHAPE = Pattern
            .compile("/(?:canaries/([^/]+)/([^/]+)/([^/]+)|api/canaries/([^/]+)/([^/]+)/orders)");

    /** Empty for a request that gives no order. */
    static Optional<OrderPath> of(String method, String path) {
        Matcher parts = SHAPE.matcher(path);
        if (!method.equals("POST") || !parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parts.group(3) == null
                    ? new OrderPath(new CanaryRef(parts.group(4), parts.group(5)), ANY)
                    : new OrderPath(new CanaryRef(parts.group(1), parts.group(2)), Order.Kind.of(parts.group(3)).word()));
        } catch (InvalidField noOrder) {
            return Optional.empty();
        }
    }
}
