package dev.serin.events;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;

/**
 * Tells of decisions, and of what they led to, as events. Makes them on a thread of its own, and hands them to a channel that
 * holds some while the sink is slow or away; what does not fit is lost, counted and logged once.
 */
@ApplicationScoped
class Announcer {

    /** The outgoing channel. */
    static final String CHANNEL = "events";

    private static final int WAITING_MAX = 256;

    private final Emitter<String> emitter;
    private final EventsConfig config;
    private final Journal journal;
    private final CdEvents words;
    private final Map<String, String> overrides;
    private final Tally tally;
    private final Newest<CanaryRef, Run> runs = new Newest<>();
    private final Courier courier = new Courier("serin-events", WAITING_MAX);

    Announcer(
            @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING_MAX) Emitter<String> emitter,
            EventsConfig config, Journal journal, ObjectMapper json, MeterRegistry registry) {
        this.emitter = emitter;
        this.config = config;
        this.journal = journal;
        this.words = new CdEvents(config.source());
        this.overrides = config.overrides().map(text -> Overrides.read(text, json)).orElse(Map.of());
        this.tally = new Tally("events", registry);
    }

    /** What cannot work stops the start, not the first decision. */
    void readConfiguration(@Observes StartupEvent start) {
        if (isWanted()) {
            Log.infof("Events go out by %s", config.connector());
        }
    }

    private boolean isWanted() {
        return config.sink().isPresent() || !config.connector().equals(HttpSink.CONNECTOR);
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        if (isWanted() && !courier.take(() -> tell(made))) {
            tally.lost("too many wait");
        }
    }

    private void tell(DecisionMade made) {
        if (!made.belated()) {
            tellMilestones(made.entry());
        }
        if (config.holds() || !made.ruling().changesNothing() || made.ruling().isWithheld()) {
            send(words.decision(made));
        }
    }

    private void tellMilestones(Entry entry) {
        CanaryRef canary = entry.ruling().canary();
        Run now = Run.of(entry.observation());
        now.reachedSince(runs.replace(canary, now).or(() -> recordedBefore(entry)))
                .ifPresent(reached -> send(words.milestone(canary, reached, entry.time())));
    }

    /** After a restart; without the journal an end goes untold, and a beginning is told twice under the same id. */
    private Optional<Run> recordedBefore(Entry entry) {
        try {
            List<Entry> newest = journal.newest(entry.ruling().canary(), 2);
            return newest.stream().filter(other -> other.sequence() < entry.sequence()).findFirst()
                    .map(Entry::observation).map(Run::of);
        } catch (Outage outage) {
            return Optional.empty();
        }
    }

    private void send(CloudEvent plain) {
        CloudEvent event = plain.with(overrides);
        try {
            emitter.send(Message.of(event.data(), Metadata.of(event, cloudEvent(event)), this::arrived, this::lost));
        } catch (IllegalStateException full) {
            tally.lost("whoever takes them is slow or away");
        }
    }

    private CompletionStage<Void> arrived() {
        tally.sent();
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<Void> lost(Throwable why) {
        tally.lost(why instanceof HttpSink.NotTaken ? why.getMessage() : why.getClass().getSimpleName());
        return CompletableFuture.completedStage(null);
    }

    /** What Kafka's connector makes headers of. */
    private static OutgoingCloudEventMetadata<?> cloudEvent(CloudEvent event) {
        var metadata = OutgoingCloudEventMetadata.builder().withId(event.id()).withSource(event.source())
                .withType(event.type()).withSubject(event.subject()).withDataContentType("application/json")
                .withTimestamp(event.time().atZone(ZoneOffset.UTC));
        event.extensions().forEach(metadata::withExtension);
        return metadata.build();
    }

    void stop(@Observes ShutdownEvent stopping) {
        courier.close();
    }
}
