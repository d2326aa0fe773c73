package dev.serin.rollout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** The stream of decisions as it is while nobody listens. */
final class SilentStream implements Emitter<DecisionMade> {

    @Override
    public CompletionStage<Void> send(DecisionMade made) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public <M extends Message<? extends DecisionMade>> void send(M made) {
        // Nobody listens.
    }

    @Override
    public void complete() {
        // Nobody listens.
    }

    @Override
    public void error(Exception failure) {
        // Nobody listens.
    }

    @Override
    public boolean isCancelled() {
        return true;
    }

    @Override
    public boolean hasRequests() {
        return false;
    }
}
