package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

import dev.serin.canary.CanaryRef;
import dev.serin.gitops.GitHost;
import dev.serin.simulation.World;
import dev.serin.simulation.flagger.HttpHookClient;
import dev.serin.simulation.fleet.PlainManifest;
import dev.serin.simulation.fleet.SerinAddress;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.Traffic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The embedded world in real time, for Serin as it was packaged: Git is served by a Git host, and a thread of the world's own
 * lets time pass.
 */
public final class RunningWorld implements QuarkusTestResourceLifecycleManager {

    /** Flagger ticks as often as it never does in earnest: the model has not met that, so the sequential test steps in. */
    static final CanaryRef QUICK = new CanaryRef("prod", "quick");
    /** Flagger's shortest interval: the model decides. */
    static final CanaryRef MODEL = new CanaryRef("prod", "model");
    static final CanaryRef ORDERED = new CanaryRef("prod", "ordered");

    private static final String TOKEN = EmbeddedWorld.TOKEN;
    private static final Map<CanaryRef, Duration> INTERVALS = Map.of(QUICK, Duration.ofSeconds(1), MODEL,
            Duration.ofSeconds(10), ORDERED, Duration.ofSeconds(1));
    private static final String GIT = "git";
    private static final long SEED = 11;

    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService ticks = Executors.newCachedThreadPool();
    private boolean overSsh;
    private GitHost git;
    private World world;
    private Path temporary;

    /** Git over HTTPS, with a private authority. */
    public static class OverHttps implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RunningWorld.class, Map.of(GIT, "https")));
        }
    }

    /** As one of several replicas. */
    public static class Shared implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RunningWorld.class, Map.of(GIT, "https")),
                    new TestResourceEntry(JournalDatabase.class), new TestResourceEntry(RealKafka.class));
        }
    }

    /** Git over SSH, and signed commits; somebody listens. */
    public static class OverSsh implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RunningWorld.class, Map.of(GIT, "ssh")),
                    new TestResourceEntry(Listeners.class));
        }
    }

    @Override
    public void init(Map<String, String> settings) {
        overSsh = "ssh".equals(settings.get(GIT));
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("serin-running");
            int port = FreePort.find();
            Path repository = directory.resolve("fleet.git");
            world = new World(new World.Setup(repository, manifests(URI.create("http://localhost:" + port)),
                    canary -> Traffic.of(1000, INTERVALS.get(canary)), new HttpHookClient(Duration.ofSeconds(1)), ticks,
                    Duration.ZERO), Clock.systemUTC(), RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
            git = overSsh ? GitHost.ssh(repository) : GitHost.https(repository);
            time.scheduleAtFixedRate(world::step, 0, 250, TimeUnit.MILLISECONDS);
            return configuration(directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> manifests(URI serin) {
        Map<String, String> files = new TreeMap<>();
        INTERVALS.forEach((canary, interval) -> {
            PlainManifest manifest = new PlainManifest(canary, Wiring.FULL, new SerinAddress(serin, TOKEN));
            files.put(manifest.path(), manifest.text().replace("interval: 2s", "interval: " + interval.toSeconds() + "s"));
        });
        return files;
    }

    private Map<String, String> configuration(Path directory, int port) {
        Map<String, String> configuration = Packaged.configuration(directory);
        temporary = Path.of(configuration.get("java.io.tmpdir"));
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.putAll(Packaged.cluster(world.kubernetes().url()));
        configuration.put("serin.git.url", git.url().toString());
        configuration.put("serin.git.secret-directory", git.secret().toString());
        if (overSsh) {
            configuration.put("serin.git.signing-key", git.signingKey().toString());
        }
        configuration.put("serin.prometheus.url", world.prometheus().url().toString());
        configuration.put("serin.prometheus.delay", "0s");
        configuration.put("serin.prometheus.default-provider", "kubernetes");
        configuration.put("serin.flagger.tokens", TOKEN);
        configuration.put("serin.access.users.alice.password-hash", EmbeddedWorld.PASSWORD_HASH);
        configuration.put("serin.access.users.alice.role", "operator");
        configuration.put("serin.guardrails.minimum-time-at-weight", "2s");
        configuration.put("serin.guardrails.minimum-requests-at-weight", "50");
        configuration.put("serin.evidence.warm-up", "2s");
        return configuration;
    }

    /** Once Flagger has seen the first revision. */
    void deploy(CanaryRef canary, Fate fate) {
        Awaited.holds(canary + " is initialized", () -> outcome(canary) == World.Outcome.NO_RELEASE);
        inTime(() -> {
            world.deploy(canary, fate);
            return true;
        });
    }

    World.Outcome outcome(CanaryRef canary) {
        return inTime(() -> world.outcome(canary));
    }

    /** The world belongs to its thread. */
    private <T> T inTime(Callable<T> look) {
        try {
            return time.submit(look).get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    World.Outcome end(CanaryRef canary) {
        Awaited.holds(canary + " has ended", Duration.ofMinutes(4), () -> outcome(canary) != World.Outcome.UNDER_WAY);
        return outcome(canary);
    }

    CommitLog log(CanaryRef canary) {
        return new CommitLog(world.repository().directory(), canary);
    }

    int weight(CanaryRef canary) {
        return inTime(() -> world.weight(canary));
    }

    Path repository() {
        return world.repository().directory();
    }

    /** Serin's own folder for temporary files. */
    Path temporary() {
        return temporary;
    }

    /** What the public half of the signing key is for {@code git verify-commit}. */
    Path signers() throws IOException {
        String key = Files.readString(git.secret().resolve("signing.pub"));
        return Files.writeString(git.secret().resolve("signers"), "serin@localhost " + key);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RunningWorld.class));
    }

    @Override
    public void stop() {
        time.shutdownNow();
        ticks.shutdownNow();
        git.close();
        world.close();
    }
}
