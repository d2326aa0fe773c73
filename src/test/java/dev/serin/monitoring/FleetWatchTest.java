package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Outage;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Samples;
import dev.serin.observation.Canaries;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.RolloutConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What the metrics say of commits and of telemetry, as time goes on and the cluster changes. */
class FleetWatchTest {

    private static final String LIVE = "advance 0-5 66fd8c7b9b 00000000000a";

    private final Hands clock = new Hands();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ObservationAges ages = new ObservationAges(registry, clock);
    private final PendingCommits commits = new PendingCommits(registry, clock);
    private List<CanaryState> cluster = List.of();
    private final FleetWatch watch = new FleetWatch(new Shown(), ages, commits, new Settings(), clock);

    private record Settings(Duration budget, Duration sweep) implements RolloutConfig {

        Settings() {
            this(Duration.ofSeconds(5), Duration.ofHours(1));
        }
    }

    private static final class Hands extends Clock {

        private Instant now = Observations.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Shown implements Canaries {

        @Override
        public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
            return all(budget).stream().filter(canary -> canary.ref().equals(ref)).findFirst();
        }

        @Override
        public List<CanaryState> all(Budget budget) {
            if (cluster == null) {
                throw new Outage("The Kubernetes API did not answer");
            }
            return cluster;
        }
    }

    private void pass(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
        watch.look();
    }

    private static Observations seen(String liveStamp) {
        return Observations.progressing().path(liveStamp, 5, 5);
    }

    private void decide(int number, Observation seen, Change change) {
        Ruling ruling = Samples.ruling(Samples.id(number), seen.ref(), new Decision.Advance(seen.weight(),
                seen.weight().plus(5), "as good"), Proposal.advance(new Weight(35), "as good"), List.of());
        Entry entry = new Entry(number, seen.time(), Samples.heartbeat(seen.ref()), seen, ruling, Optional.empty());
        DecisionMade made = new DecisionMade(entry, change, Duration.ZERO, Optional.empty());
        ages.decided(made);
        commits.decided(made);
    }

    private void commit(int number) {
        decide(number, seen(LIVE).build(), new Change.Committed(Observations.COMMIT));
    }

    private void clusterShows(String stamp) {
        cluster = List.of(seen(stamp).build().canary());
    }

    private static String stamp(int number) {
        return DecisionStamp.parse("advance 5-10 66fd8c7b9b " + Samples.id(number)).orElseThrow().toString();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private long applied() {
        return registry.get("serin.commit.applied").timer().count();
    }

    @Test
    void aCommitIsPendingUntilTheClusterShowsItsStamp() {
        clusterShows(LIVE);
        commit(1);
        pass(30);
        assertEquals(1, gauge("serin.commits.unapplied"));
        assertEquals(30, gauge("serin.commit.unapplied.age"));
        assertEquals(0, applied());

        clusterShows(stamp(1));
        pass(10);

        assertEquals(0, gauge("serin.commits.unapplied"));
        assertEquals(0, gauge("serin.commit.unapplied.age"));
        assertEquals(1, applied());
        assertEquals(40, registry.get("serin.commit.applied").timer().totalTime(TimeUnit.SECONDS));
    }

    @Test
    void anOlderCommitThatArrivesFirstIsNotTheNewestOne() {
        clusterShows(LIVE);
        commit(1);
        commit(2);
        clusterShows(stamp(1));
        pass(5);
        assertEquals(1, gauge("serin.commits.unapplied"));

        clusterShows(stamp(2));
        pass(5);

        assertEquals(0, gauge("serin.commits.unapplied"));
        assertEquals(1, applied());
    }

    /** By another replica, or by a person: what is live is newer than what is waited for. */
    @Test
    void aCommitThatSomebodyElseOvertookIsNotWaitedForForEver() {
        clusterShows(LIVE);
        commit(1);
        clusterShows(stamp(9));
        pass(5);

        assertEquals(0, gauge("serin.commits.unapplied"));
        assertEquals(0, applied());
    }

    @Test
    void nothingIsForgottenWhileTheClusterIsAway() {
        clusterShows(LIVE);
        commit(1);
        cluster = null;
        pass(60);

        assertEquals(1, gauge("serin.commits.unapplied"));
        assertEquals(60, gauge("serin.commit.unapplied.age"));
    }

    @Test
    void theAgeGrowsWhileTelemetryIsMissing() {
        clusterShows(LIVE);
        decide(1, seen(LIVE).intervalEnd(Observations.NOW.minusSeconds(5)).build(), new Change.Unchanged("a hold"));
        assertEquals(5, gauge("serin.observation.age"));
        pass(60);
        decide(2, seen(LIVE).time(clock.now).canary(VersionReading.missing("no series")).build(),
                new Change.Unchanged("a hold"));

        assertEquals(65, gauge("serin.observation.age"));
    }

    @Test
    void aCanaryThatIsGoneLeavesNoSeries() {
        clusterShows(LIVE);
        commit(1);
        assertEquals(1, registry.find("serin.observation.age").gauges().size());
        cluster = List.of();
        pass(5);

        assertEquals(0, registry.find("serin.observation.age").gauges().size());
        assertEquals(0, gauge("serin.commits.unapplied"));
    }

    @Test
    void aReleaseThatEndedWithoutAWordLeavesNoSeries() {
        clusterShows(LIVE);
        commit(1);
        cluster = List.of(seen(LIVE).phase(Phase.FAILED).build().canary());
        pass(5);

        assertEquals(0, registry.find("serin.observation.age").gauges().size());
    }
}
