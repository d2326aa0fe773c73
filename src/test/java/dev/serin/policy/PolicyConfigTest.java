package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;
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
    void theSequentialTestIsTheDefaultWithTheDefaultsOfTheCode() {
        assertEquals(SequentialTestSettings.DEFAULT, config(Map.of()).sequentialTest().settings());
        assertInstanceOf(SequentialTestPolicy.class, policy(Map.of()));
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
}
