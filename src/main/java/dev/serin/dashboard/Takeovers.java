package dev.serin.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Release;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import io.vertx.core.http.HttpServerRequest;

/**
 * Gives templates the part where people take over. What an order led to is looked up by the id in the address: no text comes
 * from there.
 */
@Named("takeovers")
@RequestScoped
public class Takeovers {

    /** The parameter with the id of the decision that an order became. */
    static final String DONE = "done";

    private static final int REFUSALS = 5;

    private final Fleet fleet;
    private final Journal journal;
    private final Clock clock;
    private final HttpServerRequest request;
    private final Optional<String> commitLink;

    Takeovers(Fleet fleet, Journal journal, Clock clock, HttpServerRequest request,
            @ConfigProperty(name = "serin.git.commit-link") Optional<String> commitLink) {
        this.fleet = fleet;
        this.journal = journal;
        this.clock = clock;
        this.request = request;
        this.commitLink = commitLink;
    }

    /** As the journal has it now. */
    public Takeover of(CanaryRef canary) {
        Instant now = clock.instant();
        Optional<Entry> newest = fleet.entries(canary, 1).stream().findFirst();
        return new Takeover(canary, release(newest),
                newest.flatMap(entry -> entry.charge(now)).map(charge -> ChargeLine.of(charge, fleet.order(charge), now)),
                result(canary, now), fleet.refusals(canary, REFUSALS).stream().map(refusal -> line(refusal, now)).toList());
    }

    /** The revision that is under way, as far as Serin has seen it. */
    static Release release(Optional<Entry> newest) {
        return newest.map(entry -> entry.observation().release()).orElse(Release.ANY);
    }

    private static Takeover.RefusalLine line(Refusal refusal, Instant now) {
        return new Takeover.RefusalLine(refusal.person().name(), refusal.order(), Moment.of(refusal.time(), now),
                refusal.reason());
    }

    private Optional<Takeover.Result> result(CanaryRef canary, Instant now) {
        return Optional.ofNullable(request.getParam(DONE)).flatMap(journal::find)
                .filter(entry -> entry.ruling().canary().equals(canary))
                .flatMap(entry -> entry.ruling().order().map(order -> result(entry, order, now)));
    }

    private Takeover.Result result(Entry entry, Order order, Instant now) {
        DecisionLine line = DecisionLine.of(entry, now, commitLink);
        return new Takeover.Result(order.person().name(), order.kind(), line.time(), order.reason(), line.result(),
                line.failed(),
                line.commit());
    }
}
