package dev.serin.observation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

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
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                - {job_name: test, static_configs: [{targets: ['127.0.0.1:%d']}]}
                """.formatted(targetPort));
        int port = freePort();
        RealPrometheus started = new RealPrometheus(start(config, directory, port), URI.create("http://127.0.0.1:" + port));
        started.awaitReady();
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
        Eventually.holds("Prometheus is ready", () -> {
            try {
                return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return !process.isAlive();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended at once with status " + process.exitValue());
        }
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
