package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.serin.release.FreePort;

/** A real Prometheus on a free port that scrapes one target every second. */
public final class RealPrometheus implements AutoCloseable {

    private final Process process;
    private final URI url;

    private RealPrometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param targetPort serves {@code /metrics} on the loopback address
     * @param directory for its configuration and data, empty
     */
    public static RealPrometheus scraping(int targetPort, Path directory) throws IOException {
        return start(targetPort, directory, "");
    }

    /**
     * The same with rules, which are evaluated every second.
     *
     * @param rules a file of rules, in YAML
     * @param alertmanager where alerts are sent to
     */
    public static RealPrometheus alerting(int targetPort, Path directory, String rules, URI alertmanager) throws IOException {
        Files.writeString(directory.resolve("rules.yml"), rules);
        return start(targetPort, directory, """
                rule_files: [rules.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
                """.formatted(alertmanager.getAuthority()));
    }

    private static RealPrometheus start(int targetPort, Path directory, String further) throws IOException {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                scrape_configs:
                - {job_name: test, static_configs: [{targets: ['127.0.0.1:%d']}]}
                """.formatted(targetPort) + further);
        int port = FreePort.find();
        RealPrometheus started = new RealPrometheus(start(config, directory, port), URI.create("http://127.0.0.1:" + port));
        Ready.await("Prometheus", started.process, started.url.resolve("/-/ready"));
        return started;
    }

    private static Process start(Path config, Path directory, int port) {
        try {
            return new ProcessBuilder("prometheus", "--config.file=" + config,
                    "--storage.tsdb.path=" + directory.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true).redirectOutput(directory.resolve("prometheus.log").toFile()).start();
        } catch (IOException e) {
            throw new IllegalStateException("This test needs Prometheus. Install it: apt-get install -y prometheus", e);
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
