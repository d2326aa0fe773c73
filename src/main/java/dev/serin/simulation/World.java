package dev.serin.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.eclipse.jgit.lib.PersonIdent;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.CanaryStatus;
import dev.serin.simulation.cluster.Cluster;
import dev.serin.simulation.cluster.KubernetesApi;
import dev.serin.simulation.flagger.CanarySpec;
import dev.serin.simulation.flagger.FlaggerLoop;
import dev.serin.simulation.flagger.HookClient;
import dev.serin.simulation.fleet.FleetRepository;
import dev.serin.simulation.fleet.FluxSync;
import dev.serin.simulation.prometheus.PrometheusApi;
import dev.serin.simulation.prometheus.SampleHistory;
import dev.serin.simulation.prometheus.Series;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.SimulatedService;
import dev.serin.simulation.service.Traffic;

/**
 * Everything around Serin, driven by a clock: {@link #step()} lets traffic flow for the time that has passed, scrapes it,
 * lets Flux apply what Git says, and gives each canary whose interval has passed one tick of Flagger.
 */
public final class World implements AutoCloseable {

    private static final Duration RETENTION = Duration.ofMinutes(3);

    /**
     * What a world is made of.
     *
     * @param files the fleet's repository: text by path
     * @param traffic by canary
     * @param hooks how Flagger calls
     * @param ticks runs Flagger's ticks; {@code Runnable::run} keeps everything in the caller's thread, in order
     * @param fluxDelay from push to apply
     */
    public record Setup(Path repository, Map<String, String> files, Function<CanaryRef, Traffic> traffic,
            HookClient hooks, Executor ticks, Duration fluxDelay) {
    }

    /** Where a canary's newest revision stands. */
    public enum Outcome {
        NO_RELEASE,
        UNDER_WAY,
        PROMOTED,
        ROLLED_BACK
    }

    private final Setup setup;
    private final Clock clock;
    private final RandomGenerator random;
    private final Cluster cluster;
    private final FleetRepository repository;
    private final FluxSync flux;
    private final SampleHistory history = new SampleHistory(RETENTION);
    private final PrometheusApi prometheus;
    private final KubernetesApi kubernetes;
    private final Map<CanaryRef, SimulatedService> services = new ConcurrentSkipListMap<>();
    private final Map<CanaryRef, FlaggerLoop> loops = new TreeMap<>();
    private Instant lastStep;

    /** Creates the repository, starts both APIs and applies the manifests; Flagger has not ticked yet. */
    public World(Setup setup, Clock clock, RandomGenerator random) {
        this.setup = setup;
        this.clock = clock;
        this.random = random;
        this.lastStep = clock.instant();
        cluster = new Cluster(clock);
        PersonIdent author = new PersonIdent("Fleet", "fleet@example.org", Date.from(lastStep), TimeZone.getTimeZone("UTC"));
        repository = FleetRepository.create(setup.repository(), setup.files(), author);
        new FluxSync(repository, cluster, clock, Duration.ZERO).reconcile();
        flux = new FluxSync(repository, cluster, clock, setup.fluxDelay());
        cluster.all().forEach(this::host);
        prometheus = new PrometheusApi(history, clock);
        kubernetes = new KubernetesApi(cluster);
    }

    private void host(CanaryResource canary) {
        String target = CanarySpec.of(canary.manifest().spec()).target();
        SimulatedService service = new SimulatedService(canary.ref(), target, setup.traffic().apply(canary.ref()), history,
                clock,
                random);
        services.put(canary.ref(), service);
        loops.put(canary.ref(), new FlaggerLoop(canary, service, setup.hooks(), clock));
    }

    /** Moves everything on to the clock's time. */
    public void step() {
        serve();
        scrape();
        flux.reconcile();
        loops.values().stream().filter(FlaggerLoop::isDue).forEach(loop -> setup.ticks().execute(loop::tickIfDue));
    }

    private void serve() {
        Duration passed = Duration.between(lastStep, clock.instant());
        lastStep = lastStep.plus(passed);
        services.values().forEach(service -> service.serve(passed));
    }

    private void scrape() {
        Map<Series, Double> samples = new HashMap<>();
        services.values().forEach(service -> samples.putAll(service.scrape()));
        history.record(lastStep, samples);
    }

    /** One tick of Flagger at once, besides the regular ones, as after its restart or a change of interval. */
    public void tickEarly(CanaryRef canary) {
        loops.get(canary).tick();
    }

    /** Changes the pod template of the canary's target: a new release for Flagger. */
    public void deploy(CanaryRef canary, Fate fate) {
        services.get(canary).deploy(fate);
    }

    public CanaryStatus status(CanaryRef canary) {
        return cluster.find(canary).orElseThrow().status();
    }

    public SimulatedService service(CanaryRef canary) {
        return services.get(canary);
    }

    /** The weight that the mesh really gives the canary, 0..100. */
    public int weight(CanaryRef canary) {
        return services.get(canary).routes().canary();
    }

    public Outcome outcome(CanaryRef canary) {
        CanaryStatus status = status(canary);
        String target = services.get(canary).targetSpec();
        if (status.phase() == Phase.FAILED && target.equals(status.lastAppliedSpec())) {
            return Outcome.ROLLED_BACK;
        } else if (status.phase() == Phase.SUCCEEDED && target.equals(status.lastPromotedSpec())) {
            return Outcome.PROMOTED;
        }
        return status.phase() == Phase.INITIALIZED && target.equals(status.lastAppliedSpec()) ? Outcome.NO_RELEASE
                : Outcome.UNDER_WAY;
    }

    public FleetRepository repository() {
        return repository;
    }

    public PrometheusApi prometheus() {
        return prometheus;
    }

    public KubernetesApi kubernetes() {
        return kubernetes;
    }

    /** For {@code serin.git.url}. */
    public URI gitUrl() {
        return URI.create("file://" + repository.directory().toAbsolutePath());
    }

    @Override
    public void close() {
        prometheus.close();
        kubernetes.close();
    }
}
