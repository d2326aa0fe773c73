package dev.serin.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.flagger.HttpHookClient;
import dev.serin.simulation.fleet.PlainManifest;
import dev.serin.simulation.fleet.SerinAddress;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.Traffic;

/**
 * {@code make benchmark-start}: for each way to run Serin, how soon after its start it is ready and has answered a hook, and
 * how much memory it takes. Against the embedded world, with what Serin does by default.
 */
public final class StartBenchmark {

    private static final int STARTS = 7;
    private static final int MANY = 500;
    private static final String TOKEN = "token";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration FEW_INTERVAL = Duration.ofSeconds(10);
    private static final Duration MANY_INTERVAL = Duration.ofSeconds(30);
    private static final Duration MANY_LENGTH = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final String ROW = "%-12s %10s %16s %22s %22s %14s %14s%n";

    private static final String READY = "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String HOOK = hook(canary(0));

    private final Clock clock = Clock.systemUTC();
    private final PrintStream out = System.out;
    private final String name;
    private final List<String> command;
    private final Path folder;

    private StartBenchmark(String name, List<String> command, Path folder) {
        this.name = name;
        this.command = command;
        this.folder = folder;
    }

    /** @param arguments each a name, {@code =} and a command with its arguments, separated by blanks */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("serin-start");
        System.out.printf(ROW, "", "ready", "first answer", "RSS, first decision", "RSS, first rollback", "RSS, " + MANY,
                "peak, " + MANY);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            new StartBenchmark(parts[0], Arrays.asList(parts[1].strip().split("\\s+")), folder).measure();
        }
        System.exit(0);
    }

    private void measure() throws IOException {
        List<Waited> starts = IntStream.range(0, STARTS).mapToObj(again -> start()).toList();
        int[] few = inWorld(1, FEW_INTERVAL, this::fewMegabytes);
        int[] many = inWorld(MANY, MANY_INTERVAL, this::manyMegabytes);
        out.printf(ROW, name, medianMillis(starts, Waited::readyMillis), medianMillis(starts, Waited::answerMillis),
                few[0] + " MB", few[1] + " MB", many[0] + " MB", many[1] + " MB");
    }

    /**
     * What passed since the process was started.
     *
     * @param readyMillis until it said that it answers hooks
     * @param answerMillis until it had answered the first one, for which it needs Git and the cluster
     */
    private record Waited(int readyMillis, int answerMillis) {
    }

    /** What a world with a Serin in it is asked. */
    private interface Question<T> {

        T ask(World world, SerinProcess serin, Waited waited);
    }

    private Waited start() {
        return inWorld(1, FEW_INTERVAL, (world, serin, waited) -> waited);
    }

    private static String medianMillis(List<Waited> starts, ToIntFunction<Waited> part) {
        return starts.stream().mapToInt(part).sorted().skip(STARTS / 2).findFirst().orElseThrow() + " ms";
    }

    private <T> T inWorld(int canaries, Duration interval, Question<T> question) {
        ExecutorService ticks = Executors.newCachedThreadPool();
        try {
            DemoDirectory directory = DemoDirectory.fresh(folder);
            int port = freePort();
            URI url = URI.create("http://localhost:" + port);
            World.Setup setup = new World.Setup(directory.repository(), manifests(canaries, interval, url),
                    canary -> Traffic.of(300, interval), new HttpHookClient(Duration.ofSeconds(1)), ticks,
                    Duration.ofSeconds(1));
            try (World world = new World(setup, clock, RandomGeneratorFactory.of("L64X128MixRandom").create(1))) {
                Map<String, String> environment = SerinProcess.environment(world, directory, port, TOKEN);
                long start = System.nanoTime();
                try (SerinProcess serin = SerinProcess.start(command, url, environment, directory.log())) {
                    await(() -> isAnswered(port, READY, "200"), serin, directory);
                    int readyMillis = (int) ((System.nanoTime() - start) / 1_000_000);
                    await(() -> isAnswered(port, HOOK, "200|403"), serin, directory);
                    int answerMillis = (int) ((System.nanoTime() - start) / 1_000_000);
                    return question.ask(world, serin, new Waited(readyMillis, answerMillis));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            ticks.shutdownNow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static CanaryRef canary(int number) {
        return new CanaryRef("team-" + number % 20, "service-" + number);
    }

    private static Map<String, String> manifests(int canaries, Duration interval, URI serin) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < canaries; i++) {
            PlainManifest manifest = new PlainManifest(canary(i), Wiring.FULL, new SerinAddress(serin, TOKEN));
            files.put(manifest.path(), manifest.text().replace("interval: 2s", "interval: " + interval.toSeconds() + "s"));
        }
        return files;
    }

    private static String hook(CanaryRef canary) {
        String body = "{\"name\": \"%s\", \"namespace\": \"%s\", \"phase\": \"Progressing\", \"checksum\": \"66fd8c7b9b\"}"
                .formatted(canary.name(), canary.namespace());
        return "POST /flagger/confirm-traffic-increase/" + TOKEN + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static void await(BooleanSupplier condition, SerinProcess serin, DemoDirectory directory) {
        while (!condition.getAsBoolean()) {
            if (!serin.isAlive()) {
                throw new IllegalStateException("Serin has ended; its log says why: " + directory.log());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** By hand, since a client's own start would be measured with it. */
    private static boolean isAnswered(int port, String request, String statuses) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
                    .matches("HTTP/1.1 (" + statuses + ")");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A bad release: the first decision is the first commit; the model then decides to roll back. */
    private int[] fewMegabytes(World world, SerinProcess serin, Waited waited) {
        CanaryRef canary = canary(0);
        stepUntil(world, () -> world.outcome(canary) == World.Outcome.NO_RELEASE);
        world.deploy(canary, Fate.ERRORS);
        stepUntil(world, () -> commits(world) > 1);
        int first = memory(serin, "VmRSS");
        stepUntil(world, () -> world.outcome(canary) == World.Outcome.ROLLED_BACK);
        return new int[] { first, memory(serin, "VmRSS") };
    }

    private int[] manyMegabytes(World world, SerinProcess serin, Waited waited) {
        for (int i = 0; i < MANY; i++) {
            CanaryRef canary = canary(i);
            stepUntil(world, () -> world.outcome(canary) == World.Outcome.NO_RELEASE);
        }
        IntStream.range(0, MANY).forEach(i -> world.deploy(canary(i), Fate.FINE));
        Instant end = clock.instant().plus(MANY_LENGTH);
        stepUntil(world, () -> clock.instant().isAfter(end));
        return new int[] { memory(serin, "VmRSS"), memory(serin, "VmHWM") };
    }

    private void stepUntil(World world, BooleanSupplier condition) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(deadline)) {
                throw new IllegalStateException(name + " did not come that far within " + PATIENCE);
            }
            world.step();
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private static int commits(World world) {
        try {
            return world.repository().subjects().size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In megabytes of 1024 * 1024 bytes, as the kernel counts them. */
    private static int memory(SerinProcess serin, String field) {
        try {
            String line = Files.readAllLines(Path.of("/proc", Long.toString(serin.pid()), "status")).stream()
                    .filter(entry -> entry.startsWith(field + ":")).findFirst().orElseThrow();
            return Integer.parseInt(line.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
