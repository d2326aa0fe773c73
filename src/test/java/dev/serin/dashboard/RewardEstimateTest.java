package dev.serin.dashboard;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.journal.Entry;
import dev.serin.journal.Samples;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.RewardSettings;
import dev.serin.simulation.environment.Sizing;

class RewardEstimateTest {

    private static final double STEP = 0.018 / 6;

    @Test
    void theUnitsAreThoseOfTraining() {
        RewardSettings training = RewardSettings.DEFAULT;

        Sizing.RECOMMENDED.forEach(sizing -> assertEquals(training.perMinute() * sizing.urgency(),
                RewardEstimate.perMinute(sizing.interval()), 1e-12));
        assertEquals(training.progress(), RewardEstimate.PROGRESS);
        assertEquals(training.perErrorSecond(), RewardEstimate.PER_ERROR_SECOND);
        assertEquals(training.perSlowSecond(), RewardEstimate.PER_SLOW_SECOND);
    }

    @Test
    void progressEarnsAndTimeCosts() {
        VersionReading good = Samples.version(1000, 0.01, 80);

        assertEquals(nine(0.1 - STEP, 0.1 - 2 * STEP, 0.225 - 3 * STEP), rounded(List.of(
                hold(10, 20, good), hold(20, 20, good), hold(30, 45, good))));
    }

    @Test
    void errorsThatThePrimaryDoesNotHaveCostTheirShareOfTheTraffic() {
        VersionReading failing = Samples.version(1000, 0.11, 80);

        assertEquals(nine(0.1 - STEP - 10 * 0.2 * 0.1 * 0.125), rounded(List.of(hold(10, 20, failing))));
    }

    @Test
    void whatIsMissingCostsNothingButTime() {
        assertEquals(nine(0.1 - STEP), rounded(List.of(hold(10, 20, VersionReading.missing("old")))));
    }

    @Test
    void aPromotionIsAllOfTheWay() {
        VersionReading good = Samples.version(1000, 0.01, 80);
        Ruling promotion = Samples.ruling(Samples.id(2), PODINFO, new Decision.Promote(new Weight(45), "good"),
                Proposal.promote("good"), List.of());

        assertEquals(nine(0.225 - STEP, 0.5 - 2 * STEP),
                rounded(List.of(hold(10, 45, good), entry(20, 45, good, promotion))));
    }

    private static List<Double> rounded(List<Entry> entries) {
        return nine(RewardEstimate.of(entries).readings().values().stream()
                .mapToDouble(reading -> reading.orElse(Double.NaN)).toArray());
    }

    /** Nine digits after the point. */
    private static List<Double> nine(double... numbers) {
        return Arrays.stream(numbers).map(number -> Math.round(number * 1e9) / 1e9).boxed().toList();
    }

    private static Entry hold(int second, int weight, VersionReading canary) {
        return entry(second, weight, canary, Samples.hold(Samples.id(second), PODINFO, weight, "waits"));
    }

    private static Entry entry(int second, int weight, VersionReading canary, Ruling ruling) {
        Instant time = NOON.plusSeconds(second);
        return new Entry(second, time, Samples.heartbeat(PODINFO), Samples.observation(
                Samples.state(PODINFO, Phase.PROGRESSING, weight, List.of(5, 20, 20)), time, canary,
                Samples.version(1000, 0.01, 80)), ruling, Optional.empty());
    }
}
