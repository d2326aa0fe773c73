package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import io.smallrye.reactive.messaging.annotations.Broadcast;

/**
 * The stream of decisions, in process for now. The spine only publishes; a slow listener loses old news, it never slows a
 * decision.
 */
@ApplicationScoped
public class DecisionStream {

    /** What listeners name in {@code @Incoming}; it carries {@link DecisionMade}. */
    public static final String CHANNEL = "decisions";

    private final Emitter<DecisionMade> emitter;
    private final Clock clock;
    private final boolean untraced;

    /** @param untraced whether Serin's own traces are off */
    DecisionStream(@Channel(CHANNEL) @Broadcast @OnOverflow(OnOverflow.Strategy.DROP) Emitter<DecisionMade> emitter,
            Clock clock, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.emitter = emitter;
        this.clock = clock;
        this.untraced = untraced;
    }

    /** A decision that was carried out in the turn that made it. */
    void publish(Entry entry, Change change) {
        publish(entry, change, false);
    }

    /** A commit that was made up for, or found, after a crash or an outage. */
    void publishBelated(Entry entry, Change.Committed change) {
        publish(entry, change, true);
    }

    /** Nobody listens any more while Serin stops. */
    private void publish(Entry entry, Change change, boolean belated) {
        if (!emitter.isCancelled()) {
            Duration took = Duration.between(entry.observation().time(), clock.instant());
            Optional<String> trace = untraced ? Traceparent.ofCaller() : Traceparent.current();
            emitter.send(new DecisionMade(entry, change, took, trace, belated));
        }
    }
}
