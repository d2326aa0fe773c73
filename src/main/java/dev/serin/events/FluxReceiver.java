package dev.serin.events;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Sha256;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import dev.serin.secret.Secrets;
import dev.serin.secret.Signatures;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Calls Flux's Receiver after each push, so that Flux need not wait for its next poll. Pushes that come while a call waits
 * share it: Flux fetches the newest one anyway.
 */
@ApplicationScoped
class FluxReceiver {

    private final FluxConfig.Receiver config;
    private final Secrets tokens;
    private final HttpPost post;
    private final Tally tally;
    private final AtomicReference<Optional<byte[]>> waiting = new AtomicReference<>(Optional.empty());
    private final Courier courier = new Courier("serin-flux-receiver", 1);

    FluxReceiver(FluxConfig config, HttpPost post, MeterRegistry registry) {
        this.config = config.receiver();
        this.tokens = new Secrets(List.of(), config.receiver().tokenFile(), "serin.flux.receiver.token-file");
        this.post = post;
        this.tally = new Tally("flux", registry);
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        CdEvents.commit(made.change()).filter(commit -> config.url().isPresent())
                .ifPresent(commit -> ask(body(made.ruling().canary(), commit)));
    }

    private void ask(byte[] body) {
        if (waiting.getAndSet(Optional.of(body)).isEmpty()) {
            courier.take(() -> waiting.getAndSet(Optional.empty()).ifPresent(this::call));
        }
    }

    /** Fields that a Receiver's {@code resourceFilter} may look at. */
    private static byte[] body(CanaryRef canary, String commit) {
        return JsonNodeFactory.instance.objectNode().put("namespace", canary.namespace()).put("name", canary.name())
                .put("commit", commit).toString().getBytes(StandardCharsets.UTF_8);
    }

    private void call(byte[] body) {
        String problem = "its token is not known";
        for (String token : tokens.now()) {
            problem = problem(token, body);
            if (problem.isEmpty()) {
                tally.sent();
                return;
            }
        }
        tally.lost(problem);
    }

    /** Empty when it was heard. */
    private String problem(String token, byte[] body) {
        try {
            int status = post.send(URI.create(config.url().orElseThrow().toString().replaceAll("/+$", "") + path(token)),
                    Map.of("Content-Type", "application/json", Signatures.FLUX, Signatures.header(token, body)), body,
                    config.timeout());
            return status >= 200 && status < 300 ? "" : "the Receiver answered " + status;
        } catch (IOException failed) {
            return "the Receiver gave " + failed.getMessage();
        }
    }

    /** As notification-controller makes it, {@code WebhookPath} in its api/v1. */
    private String path(String token) {
        String basis = token + config.name() + config.namespace();
        return "/hook/" + Sha256.hex(basis.getBytes(StandardCharsets.UTF_8));
    }

    void stop(@Observes ShutdownEvent stopping) {
        courier.close();
    }
}
