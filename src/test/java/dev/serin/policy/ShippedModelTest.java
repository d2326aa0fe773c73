package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The model that decides where nobody configures anything. */
class ShippedModelTest {

    private static final Guardrails GUARDRAILS = new Guardrails(Limits.defaults());

    private final Traffic traffic = new Traffic(new SplittableRandom(6));
    private final VersionReading primary = traffic.version(57_000, 0.002, 40);

    private static byte[] shipped() throws IOException {
        try (InputStream model = ShippedModelTest.class.getResourceAsStream("/policy/policy.onnx")) {
            assertNotNull(model, "src/main/resources/policy/policy.onnx is missing: make train writes it");
            return model.readAllBytes();
        }
    }

    private static Policy policyByDefault() {
        PolicyConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(PolicyConfig.class)
                .withSources(new PropertiesConfigSource(Map.of(), "test", 100)).build().getConfigMapping(PolicyConfig.class);
        return new ConfiguredPolicy().policy(config);
    }

    private static Opinion opinion(Observation seen) {
        return policyByDefault().consult(seen, proposal -> GUARDRAILS.permits(proposal, seen));
    }

    @Test
    void isTheOneThatDecides() throws IOException {
        assertEquals(PolicyRef.ofModel("onnx", shipped()), policyByDefault().ref());
        Opinion opinion = opinion(Observations.repeated(5, 4, traffic.version(3000, 0.002, 40), primary));
        assertEquals(PolicyRef.ofModel("onnx", shipped()), opinion.policy(), opinion::toString);
    }

    @Test
    void doesNotRollBackWhatIsFineAndRollsBackWhatIsNot() {
        Opinion fine = opinion(Observations.repeated(5, 4, traffic.version(3000, 0.002, 40), primary));
        assertTrue(fine.proposal().action() != Action.ROLLBACK, fine::toString);
        Opinion failing = opinion(Observations.repeated(5, 4, traffic.version(3000, 0.08, 40), primary));
        assertEquals(Action.ROLLBACK, failing.proposal().action(), failing::toString);
    }
}
