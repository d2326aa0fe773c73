package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.serin.simulation.cluster.Cluster;
import dev.serin.simulation.cluster.KubernetesApi;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Serin as it was packaged, the jar or the executable, with files of its own and a cluster without Canaries. The libraries that
 * it calls lie in {@code target}: nothing may be unpacked.
 */
public final class Packaged implements QuarkusTestResourceLifecycleManager {

    private KubernetesApi kubernetes;

    /** Whoever has no configuration of their own. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Packaged.class));
        }
    }

    /** Only where the libraries are, beside a world of the test's own. */
    public static final class Libraries implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return libraries();
        }

        @Override
        public void stop() {
            // Nothing was started.
        }
    }

    /** And limits as in the other tests, which call faster than people do. */
    private static Map<String, String> libraries() {
        String libraries = Path.of("target").toAbsolutePath().toString();
        return Map.of("onnxruntime.native.path", libraries, "org.sqlite.lib.path", libraries,
                "serin.limits.unknown-calls-per-minute", "100000", "serin.limits.login-attempts-per-minute", "10000");
    }

    /** The API is asked there and nowhere else. Quarkus's own key would be fixed by now. */
    static Map<String, String> cluster(URI api) {
        return Map.of("kubernetes.master", api.toString(), "kubernetes.auth.tryKubeConfig", "false",
                "kubernetes.auth.tryServiceAccount", "false");
    }

    /** What every packaged Serin is told. */
    static Map<String, String> configuration(Path directory) {
        Map<String, String> configuration = new TreeMap<>(libraries());
        configuration.put("java.io.tmpdir", temporary(directory).toString());
        configuration.put("serin.git.url", "https://git.invalid/fleet.git");
        configuration.put("serin.git.clone-directory", directory.resolve("clone").toString());
        configuration.put("serin.journal.file", directory.resolve("journal.db").toString());
        return configuration;
    }

    private static Path temporary(Path directory) {
        try {
            return Files.createDirectories(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            kubernetes = new KubernetesApi(new Cluster(Clock.systemUTC()));
            Map<String, String> configuration = configuration(Files.createTempDirectory("serin-packaged"));
            configuration.putAll(cluster(kubernetes.url()));
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        kubernetes.close();
    }
}
