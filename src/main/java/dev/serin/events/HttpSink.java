package dev.serin.events;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

import dev.serin.canary.Daemons;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;

/**
 * Posts events one after the other to the sink, as CloudEvents in binary mode, and tries again what a retry can mend: the codes
 * are those that Knative retries (pkg/kncloudevents in its eventing). The channel before it holds what waits.
 */
@ApplicationScoped
@Connector(HttpSink.CONNECTOR)
public class HttpSink implements OutboundConnector {

    static final String CONNECTOR = "serin-http";

    private static final int PAUSES = 60;

    /** The event did not arrive. */
    static class NotTaken extends RuntimeException {
        NotTaken(String why) {
            super(why, null, false, false);
        }
    }

    /** The sink may take it later. */
    private static final class NotNow extends NotTaken {
        NotNow(String why) {
            super(why);
        }
    }

    private final EventsConfig config;
    private final HttpPost post;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Daemons.named("serin-sink"));

    HttpSink(EventsConfig config, HttpPost post) {
        this.config = config;
        this.post = post;
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return MultiUtils.via(messages -> messages.onItem().call(this::delivered));
    }

    private Uni<Void> delivered(Message<?> message) {
        CloudEvent event = message.getMetadata(CloudEvent.class).orElseThrow();
        return Uni.createFrom().voidItem().invoke(() -> attempt(event)).runSubscriptionOn(thread)
                .onFailure(NotNow.class).retry().withBackOff(config.pause(), config.pause().multipliedBy(PAUSES))
                .atMost(config.attempts() - 1L)
                .onItemOrFailure().transformToUni((done, failure) -> Uni.createFrom()
                        .completionStage(failure == null ? message.ack() : message.nack(failure)));
    }

    private void attempt(CloudEvent event) {
        int status = status(event);
        if (isWorthARetry(status)) {
            throw new NotNow("the sink answered " + status);
        }
        if (status < 200 || status >= 300) {
            throw new NotTaken("the sink answered " + status);
        }
    }

    private int status(CloudEvent event) {
        try {
            return post.send(config.sink().orElseThrow(), headers(event), event.data().getBytes(StandardCharsets.UTF_8),
                    config.timeout());
        } catch (IOException failed) {
            throw new NotNow("the sink gave " + failed.getMessage());
        }
    }

    private static boolean isWorthARetry(int status) {
        return status >= 500 || status == 404 || status == 408 || status == 409 || status == 429;
    }

    private static Map<String, String> headers(CloudEvent event) {
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json", "ce-specversion", "1.0",
                "ce-id", value(event.id()), "ce-source", value(event.source().toString()), "ce-type", value(event.type()),
                "ce-subject", value(event.subject()), "ce-time", event.time().toString()));
        event.extensions().forEach((name, text) -> headers.put("ce-" + name, value(text)));
        // For those on the way that know traces and not events.
        headers.put("traceparent", event.extensions().getOrDefault("traceparent", ""));
        return headers;
    }

    /** The HTTP binding encodes what is not printable ASCII, the quotation mark and the percent sign; and spaces. */
    private static String value(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(point -> encoded.append(isPlain(point) ? Character.toString(point)
                : URLEncoder.encode(Character.toString(point), StandardCharsets.UTF_8).replace("+", "%20")));
        return encoded.toString();
    }

    private static boolean isPlain(int point) {
        return point > ' ' && point < 0x7f && point != '"' && point != '%';
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdown();
    }
}
