package dev.serin.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Release;
import dev.serin.canary.Sha256;
import dev.serin.canary.Weight;
import dev.serin.rollout.TakeOverConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** An order as a program or a form sends it. */
@RegisterForReflection
@Schema(name = "Order", description = "What a person wants done with the release that is under way")
record OrderRequest(
        @Schema(required = true, description = "What to do", enumeration = {
                "pause", "resume", "advance", "promote",
                "promote-now", "rollback" }, examples = "pause") Optional<String> order,
        @Schema(description = "For advance: the weight in percent, 1 to 99", examples = "45") Optional<Integer> to,
        @Schema(required = true, description = "Why, in one line of at most 500 characters; it stands in the commit", examples = "checkout is down") Optional<String> reason,
        @Schema(description = "How long you stay in charge, in minutes; serin.take-over.default-length when left out. Means nothing "
                + "for resume, promote-now and rollback", examples = "30") Optional<Integer> lengthMinutes,
        @Schema(required = true, description = "The release that you looked at, as the canary has it: for another one the order is refused", examples = "66fd8c7b9b") Optional<String> release,
        @Schema(description = "The basis that the canary had when you looked; - when no person has given an order", examples = "-") Optional<String> basis,
        @Schema(description = "8 to 64 letters, digits, - and _: the same key is the same order, so a retry does nothing twice. Made of the "
                + "other fields when left out", examples = "3f0c9a1d2b4e") Optional<String> key){

    /** @throws InvalidField when the body is not JSON, or a field has another type */
    static OrderRequest read(byte[] body, ObjectMapper json) {
        try {
            OrderRequest request = json.readValue(body, OrderRequest.class);
            if (request != null) {
                return request;
            }
        } catch (IOException notAnOrder) {
            throw new InvalidField("body", "is not an order", "send JSON as /q/openapi describes it");
        }
        throw new InvalidField("body", "is empty", "send JSON as /q/openapi describes it");
    }

    /** @throws InvalidField naming the first field that cannot be used */
    Order by(Person person, Instant now, TakeOverConfig limits) {
        return new Order(Order.Kind.of(order.orElse("")), weight(), person, reason.orElse("").strip(),
                now.plus(length(limits)), seenRelease(), basis.orElse(Order.NO_BASIS),
                key.orElseGet(() -> ownKey(person)));
    }

    private Optional<Weight> weight() {
        if (to.filter(percent -> percent < 0 || percent > 100).isPresent()) {
            throw new InvalidField("to", "is no weight", "use a whole number from 1 to 99");
        }
        return to.map(Weight::new);
    }

    private Release seenRelease() {
        try {
            return new Release(release.orElse(""));
        } catch (InvalidField otherShape) {
            throw new InvalidField("release", "is missing or not a release", "copy it from the canary that you looked at");
        }
    }

    private Duration length(TakeOverConfig limits) {
        Duration length = lengthMinutes.map(Duration::ofMinutes).orElse(limits.defaultLength());
        if (length.isNegative() || length.isZero() || length.compareTo(limits.maximumLength()) > 0) {
            throw new InvalidField("lengthMinutes", "is out of range",
                    "use a whole number from 1 to " + limits.maximumLength().toMinutes());
        }
        return length;
    }

    /** The same request again is the same order. */
    private String ownKey(Person person) {
        return Sha256.hex((person + " " + this).getBytes(StandardCharsets.UTF_8));
    }
}
