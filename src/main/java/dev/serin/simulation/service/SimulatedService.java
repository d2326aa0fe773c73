package dev.serin.simulation.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.flagger.MetricCheck;
import dev.serin.simulation.flagger.RevisionHash;
import dev.serin.simulation.flagger.Routes;
import dev.serin.simulation.flagger.Workload;
import dev.serin.simulation.prometheus.SampleHistory;
import dev.serin.simulation.prometheus.Series;

/**
 * A service with a primary and, during a release, a canary: gets traffic, fails as its revision is fated to, and counts
 * everything as an exporter would.
 */
public final class SimulatedService implements Workload {

    private static final int PRIMARY_PODS = 2;
    private static final int CANARY_PODS = 2;

    /** Of the replicas that more weight brings, the share that starts cold. */
    private static final double COLD_SHARE_OF_GROWTH = 0.4;

    /** A pod template and what becomes of it. */
    private record Revision(int number, String spec, Fate fate) {
    }

    private final CanaryRef canary;
    private final String target;
    private final Traffic traffic;
    private final SampleHistory history;
    private final Clock clock;
    private final Draws draws;

    private Revision targetRevision;
    private Revision primaryRevision;
    private PodCounters primaryPods;
    private Optional<PodCounters> canaryPods = Optional.empty();
    private Routes routes = Routes.PRIMARY_ONLY;
    private Instant canarySince;
    private Instant lastIncrease;
    private double coldShare = 1;
    private boolean telemetry = true;

    /** @param target name of the Deployment */
    public SimulatedService(CanaryRef canary, String target, Traffic traffic, SampleHistory history, Clock clock,
            RandomGenerator random) {
        this.canary = canary;
        this.target = target;
        this.traffic = traffic;
        this.history = history;
        this.clock = clock;
        this.draws = new Draws(random);
        this.targetRevision = revision(1, Fate.FINE);
        this.canarySince = clock.instant();
        this.lastIncrease = canarySince;
        promote();
    }

    private Revision revision(int number, Fate fate) {
        return new Revision(number, RevisionHash.of(canary + " revision " + number), fate);
    }

    /** Changes the target's pod template. */
    public synchronized void deploy(Fate fate) {
        targetRevision = revision(targetRevision.number() + 1, fate);
        if (canaryPods.isPresent()) {
            scaleCanaryUp();
        }
    }

    /** The fate of the revision that the target has now. */
    public synchronized Fate fate() {
        return targetRevision.fate();
    }

    /** Exporters of this service stop or start being scraped. */
    public synchronized void setTelemetry(boolean scraped) {
        telemetry = scraped;
    }

    /** Lets traffic flow for some time. */
    public synchronized void serve(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        long requests = draws.poisson(traffic.requestsPerSecond() * targetRevision.fate().trafficFactor() * seconds);
        long toCanary = draws.binomial(requests, canaryShare());
        primaryPods.count(requests - toCanary, primaryBehaviour(), draws);
        canaryPods.ifPresent(pods -> pods.count(toCanary, canaryBehaviour(), draws));
    }

    private double canaryShare() {
        double total = routes.primary() + routes.canary();
        return canaryPods.isEmpty() || total == 0 ? 0 : routes.canary() / total;
    }

    private Behaviour canaryBehaviour() {
        return inEnvironment(targetRevision.fate().of(traffic.healthy(), moment()));
    }

    private Behaviour primaryBehaviour() {
        Fate.Moment longAfter = new Fate.Moment(100, 100, 0, 100);
        return inEnvironment(primaryRevision.fate().of(traffic.healthy(), longAfter));
    }

    private Behaviour inEnvironment(Behaviour behaviour) {
        return canaryPods.isEmpty() ? behaviour : targetRevision.fate().environment(behaviour, moment());
    }

    private Fate.Moment moment() {
        return new Fate.Moment(unitsSince(canarySince), unitsSince(lastIncrease), coldShare, routes.canary());
    }

    private double unitsSince(Instant start) {
        return (double) Duration.between(start, clock.instant()).toMillis() / traffic.unit().toMillis();
    }

    /** What a scrape finds: nothing while the telemetry is cut. */
    public synchronized Map<Series, Double> scrape() {
        Map<Series, Double> samples = new HashMap<>();
        if (telemetry) {
            samples.putAll(primaryPods.samples());
            canaryPods.ifPresent(pods -> samples.putAll(pods.samples()));
        }
        return samples;
    }

    @Override
    public synchronized String targetSpec() {
        return targetRevision.spec();
    }

    @Override
    public boolean isPrimaryReady() {
        return true;
    }

    @Override
    public synchronized Readiness canaryReadiness() {
        return canaryPods.isPresent() ? Readiness.READY : Readiness.NOT_READY;
    }

    @Override
    public synchronized void scaleCanaryUp() {
        canaryPods = Optional.of(new PodCounters(canary, target, targetRevision.spec(), CANARY_PODS));
        canarySince = clock.instant();
        lastIncrease = canarySince;
        coldShare = 1;
    }

    @Override
    public synchronized void scaleCanaryToZero() {
        canaryPods = Optional.empty();
    }

    @Override
    public synchronized void promote() {
        primaryRevision = targetRevision;
        primaryPods = new PodCounters(canary, target + "-primary", targetRevision.spec(), PRIMARY_PODS);
    }

    @Override
    public synchronized Routes routes() {
        return routes;
    }

    @Override
    public synchronized void route(Routes wanted) {
        if (wanted.canary() > routes.canary()) {
            lastIncrease = clock.instant();
            coldShare = routes.canary() == 0 ? 1
                    : COLD_SHARE_OF_GROWTH * (wanted.canary() - routes.canary()) / wanted.canary();
        }
        routes = wanted;
    }

    @Override
    public OptionalDouble builtinMetric(MetricCheck check) {
        return new BuiltinMetrics(history, canary.namespace(), target).value(check, clock.instant());
    }
}
