package dev.serin.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Serin as a child process, configured through its environment alone. */
final class SerinProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest readiness;

    private SerinProcess(Process process, URI url) {
        this.process = process;
        this.readiness = HttpRequest.newBuilder(url.resolve("/q/health/ready")).timeout(Duration.ofSeconds(2)).build();
    }

    /** @param program a jar, which this Java runs, or an executable */
    static List<String> command(Path program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return program.toString().endsWith(".jar") ? List.of(java, "-jar", program.toString())
                : List.of(program.toAbsolutePath().toString());
    }

    /** Where things are in this world; everything else has its default. */
    static Map<String, String> environment(World world, DemoDirectory directory, int port, String token) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        environment.put("KUBERNETES_MASTER", world.kubernetes().url().toString());
        environment.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
        environment.put("KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false");
        environment.put("SERIN_GIT_URL", world.gitUrl().toString());
        environment.put("SERIN_GIT_CLONE_DIRECTORY", directory.workingClone().toString());
        environment.put("SERIN_JOURNAL_FILE", directory.journal().toString());
        environment.put("SERIN_PROMETHEUS_URL", world.prometheus().url().toString());
        environment.put("SERIN_PROMETHEUS_DELAY", "0s");
        environment.put("SERIN_PROMETHEUS_DEFAULT_PROVIDER", "kubernetes");
        environment.put("SERIN_FLAGGER_TOKENS", token);
        return environment;
    }

    /** @param log gets everything that the process prints */
    static SerinProcess start(List<String> command, URI url, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.environment().putAll(environment);
        return new SerinProcess(builder.start(), url);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it answers, and says that it is ready. */
    boolean isReady() throws InterruptedException {
        try {
            return http.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks the process to end, and insists when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
