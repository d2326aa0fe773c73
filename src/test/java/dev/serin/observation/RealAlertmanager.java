package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.serin.release.FreePort;

/** A real Alertmanager on a free port. */
public final class RealAlertmanager implements AutoCloseable {

    private final Process process;
    private final URI url;

    private RealAlertmanager(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param config its configuration, in YAML
     * @param directory for its configuration and data, empty
     */
    public static RealAlertmanager start(String config, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), config);
        int port = FreePort.find();
        RealAlertmanager started = new RealAlertmanager(process(file, directory, port), URI.create("http://127.0.0.1:" + port));
        Ready.await("Alertmanager", started.process, started.url.resolve("/-/ready"));
        return started;
    }

    /** Alone: an empty listen address switches the cluster off. */
    private static Process process(Path config, Path directory, int port) {
        try {
            return new ProcessBuilder("prometheus-alertmanager", "--config.file=" + config,
                    "--storage.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
                    "--cluster.listen-address=")
                    .redirectErrorStream(true).redirectOutput(directory.resolve("alertmanager.log").toFile()).start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "This test needs Alertmanager. Install it: apt-get install -y prometheus-alertmanager", e);
        }
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        Ready.stop(process);
    }
}
