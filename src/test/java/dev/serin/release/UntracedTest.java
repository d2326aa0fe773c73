package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.rollout.DecisionMade;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** While Serin traces nothing itself, it stands in nobody's trace; a caller's trace goes through it unchanged. */
@QuarkusTest
@TestProfile(UntracedTest.Profile.class)
class UntracedTest {

    private static final int PATIENCE = 60;

    /** Traces are off, as they are unless somebody turns them on. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class, TracesTest.Kept.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return new EmbeddedWorld.Profile().getConfigOverrides();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class));
        }
    }

    EmbeddedWorld embedded;

    @Inject
    TracesTest.Kept kept;

    @Test
    void aCallersTraceGoesThroughWithItsOwnFlag() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "untraced");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, PATIENCE);
        assertEquals(List.of(Optional.empty()), traceparents(canary), "Flagger sends none");

        for (String flag : List.of("01", "00")) {
            String caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-" + flag;
            assertEquals(List.of(Optional.of(caller)), heartbeat(canary, caller));
        }
        assertEquals(List.of(Optional.empty()), heartbeat(canary, "00-nonsense"));
    }

    private List<Optional<String>> heartbeat(CanaryRef canary, String traceparent) {
        SteppedClock.advance(Duration.ofSeconds(2));
        kept.forget();
        RestAssured.given().header("traceparent", traceparent)
                .body("{\"name\":\"" + canary.name() + "\",\"namespace\":\"prod\",\"phase\":\"Progressing\"}")
                .post("/flagger/rollback/" + EmbeddedWorld.TOKEN).then().statusCode(403);
        return traceparents(canary);
    }

    private List<Optional<String>> traceparents(CanaryRef canary) {
        return kept.decisions().stream().filter(made -> made.ruling().canary().equals(canary)).map(DecisionMade::traceparent)
                .distinct().toList();
    }
}
