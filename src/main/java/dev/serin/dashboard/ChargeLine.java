package dev.serin.dashboard;

import java.time.Instant;
import java.util.Optional;

import dev.serin.canary.Charge;
import dev.serin.canary.Order;

/**
 * Who is in charge of a release.
 *
 * @param reason as they gave it; empty where this replica's journal does not have it
 */
public record ChargeLine(String person, Moment until, String decisionId, Optional<String> reason) {

    /** @param order what they ordered, as far as it is known */
    static ChargeLine of(Charge charge, Optional<Order> order, Instant now) {
        return new ChargeLine(charge.person().name(), Moment.of(charge.until(), now), charge.decisionId(),
                order.map(Order::reason));
    }
}
