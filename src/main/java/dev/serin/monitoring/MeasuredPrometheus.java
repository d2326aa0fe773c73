package dev.serin.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import dev.serin.observation.Answer;
import dev.serin.observation.PrometheusClient;
import dev.serin.observation.PrometheusConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The client of Prometheus, with each question timed. */
@Alternative
@Priority(1)
@Singleton
class MeasuredPrometheus extends PrometheusClient {

    private final MeterRegistry registry;
    private final Timer time;
    private final Counter failures;

    MeasuredPrometheus(PrometheusConfig config, MeterRegistry registry) {
        super(config);
        this.registry = registry;
        this.time = Buckets.CALL.timer("serin.prometheus", "One question to Prometheus, answered or not", registry);
        this.failures = Counter.builder("serin.prometheus.failures")
                .description("Questions to Prometheus without an answer that can be used").register(registry);
    }

    @Override
    public CompletableFuture<Answer> ask(String query, Instant end, Duration timeout) {
        Timer.Sample sample = Timer.start(registry);
        return super.ask(query, end, timeout).thenApply(answer -> {
            sample.stop(time);
            if (answer instanceof Answer.Fault) {
                failures.increment();
            }
            return answer;
        });
    }
}
