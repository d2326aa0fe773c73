package dev.serin.release;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Whole releases as they go where nobody has configured a policy, with ticks as long as Flagger's shortest. */
@QuarkusTest
@TestProfile(ShippedModelReleaseTest.Profile.class)
class ShippedModelReleaseTest {

    /** An hour. */
    private static final int PATIENCE = 360;

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class, Map.of(EmbeddedWorld.TICK, "PT10S")));
        }
    }

    EmbeddedWorld embedded;

    @Test
    void aFineReleaseIsPromotedByTheModel() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "fine");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 6, PATIENCE);
        RestAssured.get("/api/canaries/prod/" + canary.name()).then().body("decision.policy", equalTo("onnx"));
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void aBadReleaseIsRolledBackByTheModel() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "errors");
        embedded.deploy(canary, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));
    }
}
