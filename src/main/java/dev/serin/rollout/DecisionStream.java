package dev.serin.rollout;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import io.quarkus.logging.Log;
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

    DecisionStream(@Channel(CHANNEL) @Broadcast @OnOverflow(OnOverflow.Strategy.DROP) Emitter<DecisionMade> emitter) {
        this.emitter = emitter;
    }

    /** Nobody listens any more while Serin stops. */
    void publish(Entry entry, Change change) {
        if (!emitter.isCancelled()) {
            emitter.send(new DecisionMade(entry, change));
        }
    }

    /** One line per decision, with the keys that a search needs. */
    @Incoming(CHANNEL)
    void log(DecisionMade made) {
        Ruling ruling = made.ruling();
        Log.infof("canary=%s decision=%s action=%s from=%d to=%d change=%s reason=\"%s\"", ruling.canary(), ruling.id(),
                ruling.decision().action(), ruling.decision().from().percent(), ruling.decision().to().percent(),
                made.change(), ruling.decision().reason());
    }
}
