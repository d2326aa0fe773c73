package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.observation.Observation;
import dev.serin.simulation.environment.GuardedRelease.End;

class GuardedReleaseTest {

    private final GuardedRelease release = at(Quiet.at(1_000), 0);

    private static GuardedRelease at(Scenario scenario, int delayIntervals) {
        SyntheticService service = Quiet.service(scenario);
        return new GuardedRelease(service, Sizing.recommendedFor(service.facts()), delayIntervals);
    }

    private void hold() {
        release.follow(new Decision.Hold(release.weight(), "hold"));
    }

    private void advanceTo(int percent) {
        release.follow(new Decision.Advance(release.weight(), new Weight(percent), "advance"));
    }

    private void promote() {
        release.follow(new Decision.Promote(release.weight(), "promote"));
    }

    private void assertWeight(int percent) {
        assertEquals(new Weight(percent), release.weight());
    }

    @Test
    void itStartsWithTheFirstWeightForOneInterval() {
        Observation first = release.observation();
        assertWeight(5);
        assertEquals(0.05 * 1_000 * 10, first.interval().canary().requests().orElse(0), 100);
        assertEquals(first.time(), first.interval().end());
    }

    @Test
    void anAdvanceIsCommittedInOneTickAndMovesInTheNext() {
        advanceTo(15);
        assertWeight(5);
        advanceTo(15);
        assertWeight(15);
    }

    @Test
    void aHoldInBetweenClosesTheGate() {
        advanceTo(15);
        hold();
        hold();
        assertWeight(5);
        advanceTo(15);
        assertWeight(15);
    }

    /** As in production, where only Serin's own look tells it that Flagger has moved the traffic. */
    @Test
    void theTimeAtAWeightBeginsWithTheFirstLook() {
        assertEquals(Duration.ZERO, release.observation().dwell().lengthAt(release.observation().time()));
        advanceTo(15);
        advanceTo(15);
        assertEquals(Duration.ZERO, release.observation().dwell().lengthAt(release.observation().time()));
        hold();
        assertEquals(Duration.ofSeconds(10), release.observation().dwell().lengthAt(release.observation().time()));
    }

    @Test
    void aPromotionIsAListThatEnds() {
        promote();
        assertEquals(End.OPEN, release.end());
        hold();
        assertEquals(End.OPEN, release.end());
        promote();
        assertEquals(End.PROMOTED, release.end());
        assertWeight(5);
    }

    @Test
    void aRollbackActsAtOnce() {
        advanceTo(15);
        Duration before = release.length();
        release.follow(new Decision.Rollback(release.weight(), "roll back"));
        assertEquals(End.ROLLED_BACK, release.end());
        assertEquals(before, release.length());
    }

    @Test
    void allTrafficIsOnTheNewVersionOneTickAfterThePromotion() {
        assertEquals(release.length().plus(Duration.ofSeconds(10)), release.lengthToFull());
    }

    @Test
    void harmAddsUp() {
        GuardedRelease bad = at(Quiet.with(Quiet.at(1_000), Quiet.fault(0.1, 1)), 0);
        assertEquals(10 * 0.05 * 0.1, bad.harm().errors(), 1e-9, "of the first interval");
        bad.follow(new Decision.Hold(bad.weight(), "hold"));
        assertEquals(10 * 0.05 * 0.1, bad.newestHarm().errors(), 1e-9);
        assertEquals(2 * 10 * 0.05 * 0.1, bad.harm().errors(), 1e-9);
    }

    @Test
    void lateTelemetryIsOfAnEarlierInterval() {
        GuardedRelease late = at(Quiet.at(1_000), 1);
        Observation first = late.observation();
        assertEquals(first.time().minusSeconds(10), first.interval().end());
        assertEquals(0, first.interval().canary().requests().orElse(-1), "from before the first traffic");
        late.follow(new Decision.Hold(late.weight(), "hold"));
        assertTrue(late.observation().interval().canary().requests().orElse(0) > 0);
        assertEquals(2, late.observation().evidence().intervals());
    }

    @Test
    void noIntervalIsCountedTwiceHoweverLateItIs() {
        GuardedRelease late = at(Quiet.at(1_000), 4);
        for (int i = 0; i < 10; i++) {
            late.follow(new Decision.Hold(late.weight(), "hold"));
        }
        // Of 11 intervals with traffic the newest 4 are not known yet; the one before the traffic is.
        assertEquals(8, late.observation().evidence().intervals());
    }
}
