package dev.serin.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.serin.canary.InvalidField;

/** The policy that the configuration names. A model that does not fit stops the start. */
@ApplicationScoped
class ConfiguredPolicy {

    @Produces
    @Singleton
    Policy policy(PolicyConfig config) {
        return switch (config.name()) {
            case SEQUENTIAL_TEST -> new SequentialTestPolicy(config.sequentialTest().settings());
            case THRESHOLD -> new ThresholdPolicy();
            case ONNX -> new OnnxPolicy(read(config));
        };
    }

    private static byte[] read(PolicyConfig config) {
        Path file = config.model().orElseThrow(
                () -> new InvalidField("serin.policy.model", "is missing", "name the model file, or choose another policy"));
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new InvalidField("serin.policy.model", "cannot be read", "name a file that this process may read");
        }
    }

    void close(@Disposes Policy policy) {
        if (policy instanceof OnnxPolicy onnx) {
            onnx.close();
        }
    }
}
