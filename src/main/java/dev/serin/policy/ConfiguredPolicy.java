package dev.serin.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.serin.canary.InvalidField;
import io.quarkus.logging.Log;

/** The policy that the configuration names. A model that does not fit stops the start. */
@ApplicationScoped
class ConfiguredPolicy {

    /** The model that Serin ships, in the class path. */
    private static final String SHIPPED = "/policy/policy.onnx";

    @Produces
    @Singleton
    Policy policy(PolicyConfig config) {
        SequentialTestPolicy test = new SequentialTestPolicy(config.sequentialTest().settings());
        Policy policy = switch (config.name()) {
            case SEQUENTIAL_TEST -> test;
            case THRESHOLD -> new FallbackPolicy(new ThresholdPolicy(), test);
            case ONNX -> new FallbackPolicy(new OnnxPolicy(model(config), new Caution(config.caution())), test);
        };
        Log.infof("policy=%s sha256=%s", policy.ref().name(), policy.ref().sha256());
        return policy;
    }

    private static byte[] model(PolicyConfig config) {
        return config.model().map(ConfiguredPolicy::read).orElseGet(ConfiguredPolicy::shipped);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new InvalidField("serin.policy.model", "cannot be read", "name a file that this process may read");
        }
    }

    private static byte[] shipped() {
        try (InputStream model = ConfiguredPolicy.class.getResourceAsStream(SHIPPED)) {
            if (model == null) {
                throw new InvalidField("serin.policy.model", "is missing and this build ships no model",
                        "name the model file, or choose another policy");
            }
            return model.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException("The model that is part of Serin cannot be read", unreadable);
        }
    }

    void close(@Disposes Policy policy) throws Exception {
        if (policy instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
