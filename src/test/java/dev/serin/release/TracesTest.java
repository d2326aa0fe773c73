package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** What a hook does, as one trace that goes on with its caller's. */
@QuarkusTest
@TestProfile(TracesTest.Profile.class)
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final int PATIENCE = 60;

    /** Turned on as a deployment does, with an exporter that keeps the spans here. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class, Kept.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(new EmbeddedWorld.Profile().getConfigOverrides());
            overrides.put("quarkus.otel.sdk.disabled", "false");
            overrides.put("quarkus.otel.traces.exporter", "none");
            return overrides;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class));
        }
    }

    /** Keeps what was traced, and what the stream of decisions carried. */
    @Alternative
    @ApplicationScoped
    public static class Kept {

        private final InMemorySpanExporter spans = InMemorySpanExporter.create();
        private final List<DecisionMade> decisions = new CopyOnWriteArrayList<>();

        @Produces
        @Singleton
        SpanProcessor processor() {
            return SimpleSpanProcessor.create(spans);
        }

        @Incoming(DecisionStream.CHANNEL)
        void decided(DecisionMade made) {
            decisions.add(made);
        }

        void forget() {
            spans.reset();
            decisions.clear();
        }

        List<SpanData> spansOf(String trace) {
            return spans.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(trace)).toList();
        }

        List<DecisionMade> decisions() {
            return decisions;
        }
    }

    EmbeddedWorld embedded;

    @Inject
    Kept kept;

    private void heartbeat(Wiring wiring) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, "traced");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, PATIENCE);
        SteppedClock.advance(Duration.ofSeconds(2));
        kept.forget();
        RestAssured.given().header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .body("{\"name\":\"" + canary.name() + "\",\"namespace\":\"prod\",\"phase\":\"Progressing\"}")
                .post("/flagger/rollback/" + EmbeddedWorld.TOKEN).then().statusCode(403);
        Awaited.holds("the span of the hook has ended", () -> kept.spansOf(TRACE).stream()
                .anyMatch(span -> span.getName().equals("hook rollback")));
    }

    @Test
    void aHookIsOneTraceFromItsCallerToGit() {
        heartbeat(Wiring.FULL);
        Map<String, SpanData> spans = kept.spansOf(TRACE).stream()
                .collect(Collectors.toMap(SpanData::getName, span -> span, (one, other) -> one));

        assertTrue(spans.keySet().containsAll(Set.of("hook rollback", "turn", "observe", "decide", "commit")),
                spans.keySet().toString());
        assertEquals(CALLER, spans.get("hook rollback").getParentSpanId());
        assertEquals(spans.get("hook rollback").getSpanId(), spans.get("turn").getParentSpanId());
        for (String step : List.of("observe", "decide", "commit")) {
            assertEquals(spans.get("turn").getSpanId(), spans.get(step).getParentSpanId(), step);
        }
        assertTrue(spans.get("decide").getEvents().stream().anyMatch(event -> event.getName().equals("guard")),
                spans.get("decide").toString());
    }

    @Test
    void aDecisionCarriesItsTraceToWhoeverIsToldOfIt() {
        heartbeat(Wiring.ALL);

        assertTrue(kept.decisions().stream().flatMap(made -> made.traceparent().stream())
                .anyMatch(traceparent -> traceparent.startsWith("00-" + TRACE + "-")), kept.decisions().toString());
    }

    @Test
    void noSpanHoldsTheToken() {
        heartbeat(Wiring.SMALLEST);

        assertFalse(kept.spansOf(TRACE).toString().contains(EmbeddedWorld.TOKEN));
    }
}
