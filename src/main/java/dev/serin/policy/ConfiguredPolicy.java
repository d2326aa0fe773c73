package dev.serin.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/**
 * The policy that the configuration names. A model that somebody named and that does not fit stops the start; the one that
 * Serin ships does not, since nobody could do anything about it.
 */
@ApplicationScoped
class ConfiguredPolicy {

    private final String shipped;

    ConfiguredPolicy() {
        this("/policy/policy.onnx");
    }

    /** @param shipped the model that Serin ships, in the class path */
    ConfiguredPolicy(String shipped) {
        this.shipped = shipped;
    }

    /** Wrong settings stop the start. The shipped model is made ready beside it: whoever decides first waits for it. */
    void begin(@Observes @Priority(1) StartupEvent start, PolicyConfig config, Policy policy) {
        if (config.name() == PolicyConfig.Name.ONNX && config.model().isEmpty()) {
            requireValid(config);
            new Thread(policy::ref, "serin-policy").start();
        } else {
            policy.ref();
        }
    }

    /** @throws InvalidField naming the first setting that no policy takes */
    private static void requireValid(PolicyConfig config) {
        config.sequentialTest().settings();
        new Caution(config.caution());
    }

    @Produces
    @ApplicationScoped
    Policy policy(PolicyConfig config) {
        SequentialTestPolicy test = new SequentialTestPolicy(config.sequentialTest().settings());
        Policy policy = switch (config.name()) {
            case SEQUENTIAL_TEST -> test;
            case THRESHOLD -> new FallbackPolicy(new ThresholdPolicy(), test);
            case ONNX -> new FallbackPolicy(onnx(config), test);
        };
        Log.infof("policy=%s sha256=%s", policy.ref().name(), policy.ref().sha256());
        return policy;
    }

    private Policy onnx(PolicyConfig config) {
        Caution caution = new Caution(config.caution());
        return config.model().<Policy> map(file -> new OnnxPolicy(read(file), caution)).orElseGet(() -> shipped(caution));
    }

    private Policy shipped(Caution caution) {
        try {
            return new OnnxPolicy(shipped(), caution);
        } catch (InvalidField | Outage unusable) {
            Log.errorf(unusable, "The sequential test decides: the model that Serin ships cannot be used");
            return new AbsentModel("the model that Serin ships cannot be used, " + unusable.getMessage());
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new InvalidField("serin.policy.model", "cannot be read", "name a file that this process may read");
        }
    }

    private byte[] shipped() {
        try (InputStream model = ConfiguredPolicy.class.getResourceAsStream(shipped)) {
            if (model == null) {
                throw new Outage("this build has none");
            }
            return model.readAllBytes();
        } catch (IOException unreadable) {
            throw new Outage("it cannot be read", unreadable);
        }
    }

    void close(@Disposes Policy policy) throws Exception {
        if (policy instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
