package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGeneratorFactory;

import dev.serin.canary.CanaryRef;
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
 * Serin, as it is, against the embedded world: Flagger's loop calls its hooks over HTTP, and the test moves the time.
 * Canaries are called {@code <wiring>-<what the test is about>} and live in {@code prod}.
 */
public final class EmbeddedWorld implements QuarkusTestResourceLifecycleManager {

    /** How long a tick is; {@code PT2S} unless a profile says otherwise. */
    static final String TICK = "tick";
    /** When the world's time begins. */
    static final String START = "start";
    private static final String PACKAGED = "packaged";
    public static final String TOKEN = "a-token-of-the-test";

    /** Of alice and bob, who may give orders. */
    static final String PASSWORD = "correct horse";

    /** {@code htpasswd -nbBC 4 alice 'correct horse'}. */
    static final String PASSWORD_HASH = "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e";
    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(2);
    private static final long SEED = 7;
    private static final List<String> STORIES = List.of("fine", "errors", "twice", "prometheus", "git", "cluster", "serin",
            "brake", "repeated", "blind", "lost", "early", "late", "person", "skipped", "stopped", "suspended", "steady",
            "by-hand", "idle", "twice-over", "unheard", "paused", "advanced", "promoted", "skipping", "ordered-blind",
            "ordered-git", "ordered-restart", "double", "colleagues", "old-link", "refused", "dry",
            "taken", "sure", "contested", "alarmed", "incident", "unwritten", "by-event", "applied", "unapplied", "belated",
            "measured", "logged", "traced", "untraced", "checked", "reverted", "of-apps", "of-others", "of-nobody");
    private static final String UNPLUGGED = "http://localhost:1";

    private Duration tick = Duration.ofSeconds(2);
    private Instant start = Instant.parse("2026-03-01T12:00:00Z");
    private boolean isPackaged;
    private World world;
    private volatile boolean serinIsPlugged = true;

    /** Enables the test's clock and starts this world; the sequential test decides, whose steps the tests know. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "sequential-test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class));
        }
    }

    /** For Serin as it was packaged, which has a clock of its own: enough for what no release needs. */
    public static final class ForPackaged implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class, Map.of(PACKAGED, "true")),
                    new TestResourceEntry(Packaged.Libraries.class));
        }
    }

    public static CanaryRef canary(Wiring wiring, String story) {
        return new CanaryRef("prod", wiring.name().toLowerCase() + "-" + story);
    }

    @Override
    public void init(Map<String, String> settings) {
        tick = Duration.parse(settings.getOrDefault(TICK, tick.toString()));
        start = Instant.parse(settings.getOrDefault(START, start.toString()));
        isPackaged = settings.containsKey(PACKAGED);
    }

    @Override
    public Map<String, String> start() {
        SteppedClock.start(start);
        try {
            Path directory = Files.createTempDirectory("serin-world");
            int port = FreePort.find();
            URI serin = URI.create("http://localhost:" + port);
            HttpHookClient flagger = new HttpHookClient(HOOK_TIMEOUT,
                    url -> serinIsPlugged ? url : url.replace(serin.toString(), UNPLUGGED));
            world = new World(
                    new World.Setup(directory.resolve("fleet.git"), manifests(serin), canary -> Traffic.of(3000, tick),
                            flagger, Runnable::run, Duration.ZERO),
                    new SteppedClock(),
                    RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
            // Flagger has to have seen the first revision of each before there can be a new one.
            step(2);
            return configuration(directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> manifests(URI serin) {
        Map<String, String> files = new TreeMap<>();
        for (Wiring wiring : Wiring.values()) {
            for (String story : STORIES) {
                PlainManifest manifest = new PlainManifest(canary(wiring, story), wiring, new SerinAddress(serin, TOKEN));
                files.put(manifest.path(), manifest.text().replace("interval: 2s", "interval: " + tick.toSeconds() + "s"));
            }
        }
        return files;
    }

    private Map<String, String> configuration(Path directory, int port) {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("quarkus.http.test-port", Integer.toString(port));
        configuration.put("quarkus.http.port", Integer.toString(port));
        URI api = world.kubernetes().url();
        configuration.putAll(isPackaged ? Packaged.cluster(api)
                : Map.of("quarkus.kubernetes-client.api-server-url", api.toString()));
        configuration.put("serin.git.url", world.gitUrl().toString());
        configuration.put("serin.git.clone-directory", directory.resolve("clone").toString());
        configuration.put("serin.journal.file", directory.resolve("journal.db").toString());
        configuration.put("serin.prometheus.url", world.prometheus().url().toString());
        configuration.put("serin.prometheus.delay", "0s");
        configuration.put("serin.prometheus.default-provider", "kubernetes");
        configuration.put("serin.flagger.tokens", TOKEN);
        configuration.put("serin.access.anonymous-read", "true");
        for (String person : List.of("alice", "bob")) {
            configuration.put("serin.access.users." + person + ".password-hash", PASSWORD_HASH);
            configuration.put("serin.access.users." + person + ".role", "operator");
        }
        configuration.put("serin.alertmanager.tokens", TOKEN);
        configuration.put("serin.events.tokens", TOKEN);
        configuration.put("serin.flux.hmac-keys", TOKEN);
        configuration.put("serin.guardrails.minimum-time-at-weight", "6s");
        configuration.put("serin.guardrails.minimum-requests-at-weight", "50");
        configuration.put("serin.evidence.warm-up", "20s");
        // The test calls the rounds that tidy up by itself, with its own time.
        configuration.put("serin.rollout.sweep", "24h");
        return configuration;
    }

    World world() {
        return world;
    }

    /** Flagger cannot reach Serin any more; nor can Serin know. */
    void unplugSerin() {
        serinIsPlugged = false;
    }

    void plugInSerin() {
        serinIsPlugged = true;
    }

    /** After a test that may have failed in the middle of an outage. */
    void plugInEverything() {
        plugInSerin();
        world.prometheus().plugIn();
        world.kubernetes().plugIn();
        world.repository().plugIn();
    }

    void step(int ticks) {
        for (int i = 0; i < ticks; i++) {
            SteppedClock.advance(tick);
            world.step();
        }
    }

    void deploy(CanaryRef canary, Fate fate) {
        world.deploy(canary, fate);
        step(1);
    }

    /** Lets time pass until the release has ended, at most so many ticks. */
    World.Outcome end(CanaryRef canary, int ticksMax) {
        for (int i = 0; i < ticksMax && world.outcome(canary) == World.Outcome.UNDER_WAY; i++) {
            step(1);
        }
        return world.outcome(canary);
    }

    /** Lets time pass until the canary has at least this weight. */
    void reach(CanaryRef canary, int weight, int ticksMax) {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < ticksMax && world.weight(canary) < weight; i++) {
            step(1);
            seen.add(world.weight(canary));
        }
        if (world.weight(canary) < weight) {
            throw new AssertionError(canary + " did not reach " + weight + " % but went " + seen);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EmbeddedWorld.class));
    }

    @Override
    public void stop() {
        world.close();
    }
}
