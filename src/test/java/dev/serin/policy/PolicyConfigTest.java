package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;
import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class PolicyConfigTest {

    private static PolicyConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(PolicyConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build().getConfigMapping(PolicyConfig.class);
    }

    private static Policy policy(Map<String, String> properties) {
        return new ConfiguredPolicy().policy(config(properties));
    }

    @Test
    void theModelIsTheDefaultAndTheSequentialTestHasTheDefaultsOfTheCode() {
        assertEquals(PolicyConfig.Name.ONNX, config(Map.of()).name());
        assertEquals(SequentialTestSettings.DEFAULT, config(Map.of()).sequentialTest().settings());
    }

    @Test
    void namesAreSpeltAsInTheDocs() {
        assertInstanceOf(SequentialTestPolicy.class, policy(Map.of("serin.policy.name", "sequential-test")));
        assertEquals("threshold", policy(Map.of("serin.policy.name", "threshold")).ref().name());
    }

    @Test
    void aModelIsReadFromItsFileAndReleased(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("policy.onnx"), new OnnxFile(1).bytes());
        Policy policy = policy(Map.of("serin.policy.name", "onnx", "serin.policy.model", file.toString()));
        assertEquals(PolicyRef.ofModel("onnx", Files.readAllBytes(file)), policy.ref());
        new ConfiguredPolicy().close(policy);
    }

    @Test
    void aModelThatIsNotThereIsRefused() {
        InvalidField absent = assertThrows(InvalidField.class,
                () -> policy(Map.of("serin.policy.name", "onnx", "serin.policy.model", "/nowhere/policy.onnx")));
        assertTrue(absent.getMessage().startsWith("serin.policy.model cannot be read"), absent.getMessage());
    }

    @Test
    void aNamedModelThatDoesNotFitStopsTheStart(@TempDir Path directory) throws Exception {
        OnnxFile unfit = new OnnxFile(1);
        unfit.metadata.remove("serin.actions");
        Path file = Files.write(directory.resolve("policy.onnx"), unfit.bytes());
        InvalidField refusal = assertThrows(InvalidField.class,
                () -> policy(Map.of("serin.policy.name", "onnx", "serin.policy.model", file.toString())));
        assertTrue(refusal.getMessage().startsWith("serin.policy.model lacks the metadata serin.actions"),
                refusal.getMessage());
    }

    @Test
    void aShippedModelThatCannotBeUsedLeavesTheWordToTheSequentialTest() {
        Observation seen = Observations.repeated(10, 3, Traffic.counted(1000, 1), Traffic.counted(9000, 9));
        for (String shipped : List.of("/policy/none.onnx", "/application.properties")) {
            Policy policy = new ConfiguredPolicy(shipped).policy(config(Map.of("serin.policy.name", "onnx")));
            Opinion opinion = policy.consult(seen, any -> true);
            assertEquals("sequential-test", opinion.policy().name());
            assertTrue(opinion.proposal().reason().startsWith("fallback: the model that Serin ships cannot be used, "),
                    opinion.proposal().reason());
        }
    }

    @Test
    void cautionIsReadAndItsBoundsAreChecked() {
        assertEquals(0.6, config(Map.of()).caution());
        assertEquals(-2.5, config(Map.of("serin.policy.caution", "-2.5")).caution());
        assertThrows(InvalidField.class,
                () -> policy(Map.of("serin.policy.name", "onnx", "serin.policy.caution", "11")));
    }
}
