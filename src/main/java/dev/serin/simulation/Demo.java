package dev.serin.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGeneratorFactory;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.flagger.HttpHookClient;
import dev.serin.simulation.fleet.DemoFleet;
import dev.serin.simulation.fleet.SerinAddress;

/**
 * {@code make demo}: Serin, unchanged and in a process of its own, against the embedded world, with releases of every
 * fate.
 */
public final class Demo {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration FLUX_DELAY = Duration.ofSeconds(1);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration PLAY_PATIENCE = Duration.ofMinutes(40);
    private static final int TOKEN_BYTES = 16;
    private static final long SEED = 2026;

    private final DemoSettings settings;
    private final Clock clock;
    private final PrintStream out;
    private final String token;
    private final DemoOperator operator;
    private volatile boolean stopped;

    private Demo(DemoSettings settings, Clock clock, PrintStream out, SecureRandom chance) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
        byte[] bytes = new byte[TOKEN_BYTES];
        chance.nextBytes(bytes);
        this.token = HexFormat.of().formatHex(bytes);
        this.operator = DemoOperator.draw(chance);
    }

    /**
     * Ends with 0 when every release ended as it should, 1 when not, 2 when the demo could not start. Without
     * {@code --exit-when-done} it goes on until it is stopped.
     */
    public static void main(String[] arguments) throws InterruptedException {
        int code = 2;
        try {
            DemoSettings settings = DemoSettings.of(List.of(arguments), System.getenv());
            code = new Demo(settings, Clock.systemUTC(), System.out, new SecureRandom()).run() ? 0 : 1;
        } catch (InvalidField | CannotStart | IOException e) {
            System.err.println("The demo cannot start or go on. " + e.getMessage());
        }
        System.exit(code);
    }

    /** Says what to do about it. */
    private static final class CannotStart extends RuntimeException {

        CannotStart(String message) {
            super(message);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        requireFreePort();
        requireProgram();
        out.println("Starting Serin ...");
        DemoDirectory directory = DemoDirectory.fresh(settings.directory());
        ExecutorService ticks = Executors.newCachedThreadPool(Demo::daemon);
        try (World world = world(directory, ticks);
                SerinProcess serin = SerinProcess.start(SerinProcess.command(settings.program()), settings.serinUrl(),
                        environment(world, directory), directory.log())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serin)));
            awaitReady(world, serin, directory);
            printBeginning(directory);
            return play(world, serin);
        }
    }

    /** After Ctrl-C. */
    private void stop(SerinProcess serin) {
        stopped = true;
        serin.close();
    }

    private void requireFreePort() {
        try {
            new ServerSocket(settings.port()).close();
        } catch (IOException busy) {
            throw new CannotStart("Port %d is in use: choose another one, for example PORT=%d make demo"
                    .formatted(settings.port(), settings.port() == 65_535 ? 8081 : settings.port() + 1));
        }
    }

    private void requireProgram() {
        if (!settings.program().toFile().isFile()) {
            throw new CannotStart("There is no " + settings.program() + ": build it with make build, or make build-native");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "flagger");
        thread.setDaemon(true);
        return thread;
    }

    private World world(DemoDirectory directory, ExecutorService ticks) {
        Map<String, String> files = DemoFleet.files(new SerinAddress(settings.serinUrl(), token));
        World.Setup setup = new World.Setup(directory.repository(), files, DemoReleases::trafficOf,
                new HttpHookClient(Duration.ofSeconds(1)), ticks, FLUX_DELAY);
        return new World(setup, clock, RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
    }

    /** Everything that Serin is told: where things are, and who may act. It decides by its defaults. */
    private Map<String, String> environment(World world, DemoDirectory directory) {
        Map<String, String> environment = SerinProcess.environment(world, directory, settings.port(), token);
        environment.put("SERIN_ACCESS_ANONYMOUS_READ", "true");
        environment.put("SERIN_ACCESS_USERS_OPERATOR_PASSWORD_HASH", operator.hash());
        environment.put("SERIN_ACCESS_USERS_OPERATOR_ROLE", "operator");
        return environment;
    }

    private void awaitReady(World world, SerinProcess serin, DemoDirectory directory) throws InterruptedException {
        Instant deadline = clock.instant().plus(START_PATIENCE);
        while (!serin.isReady()) {
            if (!serin.isAlive() || clock.instant().isAfter(deadline)) {
                throw new CannotStart("Serin did not get ready; its log says why: " + directory.log());
            }
            world.step();
            Thread.sleep(STEP.toMillis());
        }
    }

    private void printBeginning(DemoDirectory directory) {
        out.printf(
                """
                        Serin is up. Flagger ticks every %d s; the first rollbacks come within a minute or two, the promotions within a quarter of an hour.
                          the page      %s/
                          to take over  log in as %s with the password %s
                          the commits   git -C %s log -p main
                          Serin's log   %s

                        """,
                DemoReleases.INTERVAL.toSeconds(), settings.serinUrl(), operator.name(), operator.password(),
                directory.repository(),
                directory.log());
    }

    private boolean play(World world, SerinProcess serin) throws IOException, InterruptedException {
        DemoReport report = new DemoReport(world, DemoReleases.all(), clock, out);
        Instant deadline = clock.instant().plus(PLAY_PATIENCE);
        while (!stopped && !report.isThrough() && clock.instant().isBefore(deadline)) {
            step(world, serin, report);
        }
        report.printTable();
        boolean right = report.allEndedRight();
        if (!settings.exitWhenDone()) {
            out.printf("%nThe page stays up: %s/ - stop with Ctrl-C%n", settings.serinUrl());
            while (!stopped) {
                step(world, serin, report);
            }
        }
        return right;
    }

    private void step(World world, SerinProcess serin, DemoReport report) throws InterruptedException {
        if (!serin.isAlive() && !stopped) {
            throw new CannotStart("Serin has ended; its log says why: " + settings.directory().resolve("serin.log"));
        }
        world.step();
        report.look();
        Thread.sleep(STEP.toMillis());
    }
}
