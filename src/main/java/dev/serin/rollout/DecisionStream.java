package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

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

    DecisionStream(@Channel(CHANNEL) @Broadcast @OnOverflow(OnOverflow.Strategy.DROP) Emitter<DecisionMade> emitter,
            Clock clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    /** Nobody listens any more while Serin stops. */
    void publish(Entry entry, Change change) {
        if (!emitter.isCancelled()) {
            Duration took = Duration.between(entry.observation().time(), clock.instant());
            emitter.send(new DecisionMade(entry, change, took, Traceparent.current()));
        }
    }
}
