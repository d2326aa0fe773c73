package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Outage;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.observation.Fixtures.SetClock;
import dev.serin.observation.StubServer.Response;

/** What is remembered of a release from look to look. */
class PrometheusObserverTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Release FIRST = new Release("aaa");
    private static final Release SECOND = new Release("bbb");
    private static final CanaryState CANARY = Fixtures.canary("kubernetes", "c0", INTERVAL);

    private final SetClock clock = new SetClock(START);
    private final FiringAlerts alerts = new FiringAlerts(Alertmanagers.config(), clock);
    private final List<CanaryState> fleet = new ArrayList<>(List.of(CANARY));
    private StubServer prometheus;
    private PrometheusObserver observer;

    @BeforeEach
    void start() throws IOException {
        prometheus = new StubServer().answering(TelemetryTest::healthy);
        observer = observer(ref -> Optional.empty());
    }

    /** The journal may hang, and is asked for what is not remembered. */
    @Test
    void aCanaryDoesNotWaitForWhatIsLookedUpOfAnother() {
        CanaryState other = Fixtures.canary("kubernetes", "c1", INTERVAL);
        fleet.add(other);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        PrometheusObserver hanging = observer(ref -> {
            if (ref.equals(CANARY.ref())) {
                asked.countDown();
                awaited(released);
            }
            return Optional.empty();
        });
        CompletableFuture<Observation> held = CompletableFuture.supplyAsync(() -> look(hanging, CANARY));
        awaited(asked);

        CompletableFuture<Observation> seen = CompletableFuture.supplyAsync(() -> look(hanging, other));
        assertEquals(other.ref(), seen.orTimeout(60, TimeUnit.SECONDS).join().ref());

        released.countDown();
        assertEquals(CANARY.ref(), held.join().ref());
    }

    private Observation look(PrometheusObserver observer, CanaryState canary) {
        Trigger trigger = new Trigger.HookCall(HookType.ROLLBACK, canary.ref(), canary.phase(), new Release("66fd8c7b9b"),
                Map.of());
        return observer.observe(trigger, canary, new Approval.Unknown("not asked"), Budget.of(Duration.ofSeconds(20), clock));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    /** The cluster's list, set by the test. */
    private record Listed(List<CanaryState> canaries) implements Canaries {

        @Override
        public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
            return canaries.stream().filter(canary -> canary.ref().equals(ref)).findFirst();
        }

        @Override
        public List<CanaryState> all(Budget budget) {
            if (canaries.isEmpty()) {
                throw new Outage("The Kubernetes API did not give the list of Canaries: it answered 503");
            }
            return canaries;
        }
    }

    private PrometheusObserver observer(Function<CanaryRef, Optional<Observation>> lastObservation) {
        PrometheusConfig config = Fixtures.config(prometheus.url(), Map.of("timeout", "15s"));
        Telemetry telemetry = new Telemetry(config, new QueryTemplates(config), new PrometheusClient(config), clock);
        return new PrometheusObserver(new Listed(fleet), telemetry, lastObservation, Tolerances.DEFAULT, alerts, clock);
    }

    private Observation look(Trigger trigger, CanaryState canary) {
        return observer.observe(trigger, canary, new Approval.Unknown("not asked"), Budget.of(Duration.ofSeconds(20), clock));
    }

    private Observation heartbeat(Release release, CanaryState canary) {
        return look(call(HookType.ROLLBACK, canary.phase(), release), canary);
    }

    private static Trigger call(HookType type, Phase phase, Release release) {
        return new Trigger.HookCall(type, CANARY.ref(), phase, release, Map.of());
    }

    private static CanaryState at(int weight) {
        return new CanaryState(CANARY.ref(), CANARY.phase(), new Weight(weight), 0, INTERVAL, CANARY.stepWeights(),
                Optional.empty(),
                CANARY.hooks(), CANARY.workload(), Map.of());
    }

    @Test
    void evidenceAndDwellGrowByOneIntervalAtATime() {
        heartbeat(FIRST, at(5));
        clock.pass(INTERVAL);
        Observation second = heartbeat(FIRST, at(5));
        assertEquals(Evidence.none().plus(second.interval()).plus(second.interval()), second.evidence());
        assertEquals(2, second.evidence().comparable());
        assertEquals(20, second.dwell().requests());
        assertEquals(START, second.releaseSince());
        assertEquals(INTERVAL, second.dwell().lengthAt(second.time()));
    }

    @Test
    void intervalsThatNoLookFellIntoAreCountedWithTheNext() {
        heartbeat(FIRST, at(5));
        clock.pass(INTERVAL.multipliedBy(3));
        assertEquals(40, heartbeat(FIRST, at(5)).dwell().requests());
        assertEquals(40, heartbeat(FIRST, at(5)).dwell().requests(), "and none twice");
    }

    @Test
    void whatWasMissedBeforeTheWeightChangedDoesNotCountForTheNewWeight() {
        heartbeat(FIRST, at(5));
        clock.pass(INTERVAL.multipliedBy(3));
        assertEquals(10, heartbeat(FIRST, at(20)).dwell().requests());
    }

    @Test
    void trap1ARepeatedCallCountsNothingTwice() {
        Observation once = heartbeat(FIRST, at(5));
        assertEquals(once, heartbeat(FIRST, at(5)));
    }

    @Test
    void aNewWeightStartsANewDwellAndKeepsTheEvidence() {
        heartbeat(FIRST, at(5));
        clock.pass(INTERVAL);
        Observation moved = heartbeat(FIRST, at(20));
        assertEquals(START.plus(INTERVAL), moved.dwell().since());
        assertEquals(10, moved.dwell().requests());
        assertEquals(2, moved.evidence().comparable());
    }

    @Test
    void trap8ANewChecksumWhileProgressingIsANewRelease() {
        heartbeat(FIRST, at(20));
        clock.pass(INTERVAL);
        Observation restarted = heartbeat(SECOND, at(0));
        assertEquals(SECOND, restarted.release());
        assertEquals(Evidence.none(), restarted.evidence());
        assertEquals(clock.instant(), restarted.releaseSince());
    }

    @Test
    void trap8ARestartedAnalysisDoesNotAnswerForTheRevisionItReplaced() {
        heartbeat(FIRST, at(20));
        clock.pass(INTERVAL.plusSeconds(10));
        Observation restarted = heartbeat(SECOND, at(5));
        assertEquals(new Reading.NoData("the interval began before this release replaced another one"),
                restarted.interval().canary().requests());
        assertTrue(restarted.interval().primary().isCounted());
        clock.pass(INTERVAL);
        assertFalse(heartbeat(SECOND, at(5)).interval().canary().isCounted());
        clock.pass(INTERVAL);
        assertTrue(heartbeat(SECOND, at(5)).interval().canary().isCounted());
    }

    @Test
    void trap8ConfirmRolloutMayCarryTheOldChecksum() {
        heartbeat(FIRST, at(5));
        assertEquals(FIRST, look(call(HookType.CONFIRM_ROLLOUT, Phase.WAITING, SECOND), at(5)).release());
    }

    @Test
    void serinsOwnRoundFollowsTheReleaseThatTheHooksNamed() {
        heartbeat(FIRST, at(5));
        clock.pass(INTERVAL);
        Observation swept = look(new Trigger.Sweep(CANARY.ref()), at(5));
        assertEquals(FIRST, swept.release());
        assertEquals(20, swept.dwell().requests());
    }

    @Test
    void serinsOwnRoundStartsNoTrack() {
        assertEquals(Release.ANY, look(new Trigger.Sweep(CANARY.ref()), at(5)).release());
        assertTrue(heartbeat(FIRST, at(5)).interval().isComparable(), "the release did not replace another one");
    }

    @Test
    void trap18ARestartGoesOnFromTheLastRecordedObservation() {
        Observation recorded = heartbeat(FIRST, at(5));
        observer = observer(ref -> Optional.of(recorded));
        clock.pass(INTERVAL);
        Observation next = heartbeat(FIRST, at(5));
        assertEquals(START, next.releaseSince());
        assertEquals(20, next.dwell().requests());
    }

    @Test
    void afterARestartAnotherReleaseStartsAfresh() {
        Observation recorded = heartbeat(FIRST, at(5));
        observer = observer(ref -> Optional.of(recorded));
        clock.pass(INTERVAL);
        assertEquals(0, heartbeat(SECOND, at(5)).evidence().comparable());
    }

    @Test
    void theSameChecksumReleasedAgainIsAnotherRun() {
        heartbeat(FIRST, at(5));
        look(call(HookType.POST_ROLLOUT, Phase.FAILED, FIRST), at(0));
        clock.pass(INTERVAL);
        Observation again = heartbeat(FIRST, at(5));
        assertEquals(clock.instant(), again.releaseSince());
        assertEquals(10, again.dwell().requests());
    }

    @Test
    void postRolloutKnowsTheEndBeforeTheStatusDoes() {
        heartbeat(FIRST, at(5));
        Observation end = look(call(HookType.POST_ROLLOUT, Phase.SUCCEEDED, FIRST), CANARY.in(Phase.FINALISING));
        assertEquals(Phase.SUCCEEDED, end.canary().phase());
        assertEquals(10, end.dwell().requests(), "what the release has shown is there to be recorded");
    }

    @Test
    void withoutAReleasePrometheusIsNotAsked() {
        Observation idle = look(call(HookType.CONFIRM_ROLLOUT, Phase.SUCCEEDED, FIRST), CANARY.in(Phase.SUCCEEDED));
        assertEquals(new Reading.NoData("no release is under way"), idle.interval().canary().requests());
        assertTrue(prometheus.requests.isEmpty());
    }

    @Test
    void theOthersWithTrafficAreThoseUnderWay() {
        fleet.add(Fixtures.canary("istio", "moving", INTERVAL));
        fleet.add(Fixtures.canary("istio", "promoting", INTERVAL).in(Phase.PROMOTING));
        fleet.add(Fixtures.canary("istio", "failed", INTERVAL).in(Phase.FAILED));
        assertEquals(List.of(new CanaryRef("test", "moving"), new CanaryRef("test", "promoting")),
                heartbeat(FIRST, at(5)).othersWithTraffic());
    }

    @Test
    void notKnowingTheOthersIsNoData() {
        fleet.clear();
        Observation blind = heartbeat(FIRST, at(5));
        assertEquals(
                new Reading.NoData("the other canaries are not known: The Kubernetes API did not give the list of Canaries:"
                        + " it answered 503"),
                blind.interval().canary().requests());
        assertEquals(List.of(), blind.othersWithTraffic());
    }

    @Test
    void anIntervalThatCouldNotBeReadIsCountedWhenItCan() {
        prometheus.answering(request -> Response.json(500, "{}"));
        assertFalse(heartbeat(FIRST, at(5)).interval().isComparable());
        prometheus.answering(TelemetryTest::healthy);
        clock.pass(Duration.ofSeconds(3));
        Observation read = heartbeat(FIRST, at(5));
        assertEquals(START, read.interval().end());
        assertEquals(10, read.dwell().requests());
    }

    @Test
    void anOutageIsSeenInTheEvidenceAndMadeUpForWhenItEnds() {
        heartbeat(FIRST, at(5));
        prometheus.answering(request -> Response.json(500, "{}"));
        clock.pass(INTERVAL);
        assertEquals(1, heartbeat(FIRST, at(5)).evidence().consecutiveMissing());
        clock.pass(INTERVAL);
        assertEquals(2, heartbeat(FIRST, at(5)).evidence().consecutiveMissing());
        prometheus.answering(TelemetryTest::healthy);
        clock.pass(INTERVAL);
        Observation after = heartbeat(FIRST, at(5));
        assertEquals(0, after.evidence().consecutiveMissing());
        assertEquals(4, after.evidence().comparable());
        assertEquals(40, after.dwell().requests());
    }
}
