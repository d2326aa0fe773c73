package dev.serin.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Release;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
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

    private static final int LOOK_BACK = 50;
    private static final int REFUSALS = 5;

    private final Journal journal;
    private final Clock clock;
    private final HttpServerRequest request;
    private final Optional<String> commitLink;

    Takeovers(Journal journal, Clock clock, HttpServerRequest request,
            @ConfigProperty(name = "serin.git.commit-link") Optional<String> commitLink) {
        this.journal = journal;
        this.clock = clock;
        this.request = request;
        this.commitLink = commitLink;
    }

    /** As the journal has it now. */
    public Takeover of(CanaryRef canary) {
        Instant now = clock.instant();
        List<Entry> entries = journal.newest(canary, LOOK_BACK);
        return new Takeover(canary, release(entries), ChargeLine.of(entries, now), result(entries, now),
                journal.refusals(canary, REFUSALS).stream()
                        .map(refusal -> new Takeover.RefusalLine(refusal.person().name(), refusal.order(),
                                Moment.of(refusal.time(), now), refusal.reason()))
                        .toList());
    }

    static Release release(List<Entry> newestFirst) {
        return newestFirst.stream().findFirst().map(entry -> entry.observation().release()).orElse(Release.ANY);
    }

    private Optional<Takeover.Result> result(List<Entry> entries, Instant now) {
        Optional<String> done = Optional.ofNullable(request.getParam(DONE));
        return entries.stream().filter(entry -> done.filter(entry.ruling().id()::equals).isPresent()).findFirst()
                .flatMap(entry -> entry.ruling().order().map(order -> result(entry, order, now)));
    }

    private Takeover.Result result(Entry entry, Order order, Instant now) {
        DecisionLine line = DecisionLine.of(entry, now, commitLink);
        return new Takeover.Result(order.person().name(), order.kind(), line.time(), order.reason(), line.result(),
                line.failed(),
                line.commit());
    }
}
