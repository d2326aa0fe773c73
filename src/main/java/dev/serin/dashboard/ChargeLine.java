package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Charge;
import dev.serin.canary.Order;
import dev.serin.journal.Entry;

/**
 * Who is in charge of a release.
 *
 * @param reason as they gave it; empty where this replica's journal does not have it
 */
public record ChargeLine(String person, Moment until, String decisionId, Optional<String> reason) {

    /** The charge that the newest entry leaves, while it lasts. @param entries newest first */
    static Optional<ChargeLine> of(List<Entry> entries, Instant now) {
        return entries.stream().findFirst().flatMap(newest -> newest.ruling().charge())
                .filter(charge -> now.isBefore(charge.until())).map(charge -> of(charge, entries, now));
    }

    static ChargeLine of(Charge charge, List<Entry> entries, Instant now) {
        return new ChargeLine(charge.person().name(), Moment.of(charge.until(), now), charge.decisionId(),
                entries.stream().filter(entry -> entry.ruling().id().equals(charge.decisionId())).findFirst()
                        .flatMap(entry -> entry.ruling().order()).map(Order::reason));
    }
}
