package dev.serin.events;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

import dev.serin.secret.SignedCallerConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Events that others may send to {@code /events}, and where Serin sends its own. */
@ConfigMapping(prefix = "serin.events")
public interface EventsConfig extends SignedCallerConfig {

    /** How this Serin is called in its events, a URI reference; each cluster needs another one. */
    @WithDefault("/serin")
    URI source();

    /** Where events are posted to as CloudEvents. Knative's SinkBinding sets it with {@code K_SINK}. */
    Optional<URI> sink();

    /** Attributes to add to each event, as SinkBinding sets them with {@code K_CE_OVERRIDES}. */
    Optional<String> overrides();

    /** What carries the events: {@value HttpSink#CONNECTOR} posts them to the sink, {@code smallrye-kafka} writes to Kafka. */
    @WithDefault(HttpSink.CONNECTOR)
    String connector();

    /** Kafka's topic. */
    @WithDefault("serin-events")
    String topic();

    /** Whether decisions that change nothing are told too: one for each canary and tick. */
    @WithDefault("false")
    boolean holds();

    /** The longest wait for the sink. */
    @WithDefault("5s")
    @DurationMin(millis = 10)
    Duration timeout();

    /** How often an event is posted at most before it is lost. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int attempts();

    /** The pause before the second attempt; it doubles with each further one. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration pause();
}
