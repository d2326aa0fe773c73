package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.serin.policy.SequentialTestPolicy;
import dev.serin.policy.SequentialTestSettings;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;

class GuardedContestantTest {

    private static final Map<String, ScenarioSet> SETS = ScenarioFile.shipped("benchmark");

    private final Contestant contestant = new GuardedContestant("test",
            new SequentialTestPolicy(SequentialTestSettings.DEFAULT));

    private Outcome play(String set, long seed) {
        Episode episode = Episode.of(SETS.get(set)::draw, seed);
        return Outcome.of(contestant.play(episode), episode.service());
    }

    @Test
    void aHealthyBusyServiceIsPromotedWithoutHarm() {
        Outcome outcome = play("healthy-over-50", 1);
        assertTrue(outcome.promoted());
        assertEquals(0, outcome.harmTotal());
        assertTrue(outcome.secondsWithTraffic() < 60 * outcome.minutes());
    }

    @Test
    void aClearRegressionIsRolledBackAndItsHarmIsThatOfTheSecondsBefore() {
        Outcome outcome = play("error-big", 1);
        assertTrue(outcome.isCaught());
        assertEquals(outcome.harmBefore(), outcome.harmTotal());
        assertTrue(outcome.harmBefore() > 0 && outcome.harmBefore() < outcome.secondsWithTraffic());
        assertTrue(outcome.secondsAtFirstWeight() <= outcome.secondsWithTraffic());
    }

    @Test
    void aBadReleaseThatWasPromotedHarmsForHalfAnHourMore() {
        List<Outcome> promoted = LongStream.range(0, 200).mapToObj(seed -> play("latency-tiny", seed))
                .filter(Outcome::promoted).toList();
        assertFalse(promoted.isEmpty());
        assertTrue(promoted.stream().allMatch(outcome -> outcome.harmTotal() > outcome.harmBefore()));
    }

    @Test
    void theLateTelemetryOfASetArrivesLate() {
        assertEquals(1, Episode.of(SETS.get("healthy-delayed")::draw, 1).delayIntervals());
        assertEquals(0, Episode.of(SETS.get("healthy")::draw, 1).delayIntervals());
    }
}
