package dev.serin.release;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.policy.ModelAction;
import dev.serin.policy.OnnxFile;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Whole releases that a model in a file decides on, over HTTP and a real Git repository. */
@QuarkusTest
@TestProfile(LearnedReleaseTest.Profile.class)
class LearnedReleaseTest {

    private static final int PATIENCE = 100;

    /** A model that goes on unless errors or slow requests pile up, in a world whose ticks are as long as in training. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class, Map.of(EmbeddedWorld.TICK, "PT10S")));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "onnx", "serin.policy.model", model().toString());
        }

        private static Path model() {
            OnnxFile model = new OnnxFile(1, 0, 0, 2, 2.5f, 3, -4).weight("errors-z-recent", ModelAction.ROLLBACK, 3)
                    .weight("tail-z-recent", ModelAction.ROLLBACK, 1);
            try {
                return Files.write(Files.createTempFile("policy", ".onnx"), model.bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    EmbeddedWorld embedded;

    @Test
    void aFineReleaseIsPromotedAndEachCommitSaysWhy() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "fine");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 20, PATIENCE);
        RestAssured.get("/api/canaries/prod/" + canary.name()).then()
                .body("decision.policy", equalTo("onnx"))
                .body("decision.explanation.probabilities.size()", greaterThan(2))
                .body("decision.explanation.shares.groups.size()", equalTo(6))
                .body("decision.explanation.secondOpinion.policy.name", equalTo("sequential-test"));
        assertSaysWhy(canary);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    private void assertSaysWhy(CanaryRef canary) {
        String message = new CommitLog(embedded.world().repository().directory(), canary).newestMessage();
        for (String part : List.of("\nprobability of +", "\nprobabilities: ", "\nnearest change: ",
                "\nsecond opinion, sequential-test: ", "\nSerin-Policy: onnx\n", "\nSerin-Second-Opinion: ")) {
            assertTrue(message.contains(part), () -> part + "in " + message);
        }
    }

    @Test
    void aBadReleaseIsRolledBack() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "errors");
        embedded.deploy(canary, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));
    }

    @Test
    void withoutTelemetryTheSequentialTestDecidesAndSaysSo() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "blind");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, PATIENCE);
        embedded.world().prometheus().unplug();
        try {
            embedded.step(2);
            RestAssured.get("/api/canaries/prod/" + canary.name()).then()
                    .body("decision.policy", equalTo("sequential-test"))
                    .body("decision.action", equalTo("hold"))
                    .body("decision.explanation.fallback", startsWith("telemetry of the canary is missing"));
        } finally {
            embedded.world().prometheus().plugIn();
        }
    }
}
