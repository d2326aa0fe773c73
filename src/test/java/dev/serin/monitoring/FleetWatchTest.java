package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
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
import dev.serin.simulation.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What the metrics say of telemetry, as time goes on and the cluster changes. */
class FleetWatchTest {

    private static final String LIVE = "advance 0-5 66fd8c7b9b 00000000000a";

    private final ManualClock clock = new ManualClock(Observations.NOW);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ObservationAges ages = new ObservationAges(registry, clock);
    private List<CanaryState> cluster = List.of();
    private final FleetWatch watch = new FleetWatch(new Shown(), ages, new Settings(), clock);

    private record Settings(Duration budget, Duration sweep) implements RolloutConfig {

        Settings() {
            this(Duration.ofSeconds(5), Duration.ofHours(1));
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
        clock.advance(Duration.ofSeconds(seconds));
        watch.look();
    }

    private static Observations seen(String liveStamp) {
        return Observations.progressing().path(liveStamp, 5, 5);
    }

    private void decide(int number, Observation seen) {
        Ruling ruling = Samples.ruling(Samples.id(number), seen.ref(), new Decision.Advance(seen.weight(),
                seen.weight().plus(5), "as good"), Proposal.advance(new Weight(35), "as good"), List.of());
        Entry entry = new Entry(number, seen.time(), Samples.heartbeat(seen.ref()), seen, ruling, Optional.empty());
        ages.decided(new DecisionMade(entry, new Change.Unchanged("a hold"), Duration.ZERO, Optional.empty(), false));
    }

    private void clusterShows(String stamp) {
        cluster = List.of(seen(stamp).build().canary());
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void nothingIsForgottenWhileTheClusterIsAway() {
        decide(1, seen(LIVE).build());
        cluster = null;
        pass(60);

        assertEquals(60, gauge("serin.observation.age"));
    }

    @Test
    void theAgeGrowsWhileTelemetryIsMissing() {
        clusterShows(LIVE);
        decide(1, seen(LIVE).intervalEnd(Observations.NOW.minusSeconds(5)).build());
        assertEquals(5, gauge("serin.observation.age"));
        pass(60);
        decide(2, seen(LIVE).time(clock.instant()).canary(VersionReading.missing("no series")).build());

        assertEquals(65, gauge("serin.observation.age"));
    }

    @Test
    void aCanaryThatIsGoneLeavesNoSeries() {
        clusterShows(LIVE);
        decide(1, seen(LIVE).build());
        assertEquals(1, registry.find("serin.observation.age").gauges().size());
        cluster = List.of();
        pass(5);

        assertEquals(0, registry.find("serin.observation.age").gauges().size());
    }

    @Test
    void aReleaseThatEndedWithoutAWordLeavesNoSeries() {
        clusterShows(LIVE);
        decide(1, seen(LIVE).build());
        cluster = List.of(seen(LIVE).phase(Phase.FAILED).build().canary());
        pass(5);

        assertEquals(0, registry.find("serin.observation.age").gauges().size());
    }
}
