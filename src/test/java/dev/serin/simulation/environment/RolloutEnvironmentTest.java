package dev.serin.simulation.environment;

import static dev.serin.policy.ModelAction.ADVANCE_10;
import static dev.serin.policy.ModelAction.HOLD;
import static dev.serin.policy.ModelAction.PROMOTE;
import static dev.serin.policy.ModelAction.ROLLBACK;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.Weight;
import dev.serin.guardrail.Guardrails;
import dev.serin.policy.ModelAction;

class RolloutEnvironmentTest {

    /** Ticks every 10 s, a first weight of 5 %, at most 80 % before the promotion. */
    private static final Scenario GOOD = Quiet.at(1_000);
    private static final Scenario BAD = Quiet.with(GOOD, Quiet.fault(0.04, 1));

    private static final double EXACT = 1e-9;
    /** What a step of 10 s costs, in the first nine minutes. */
    private static final double STEP = 0.006 / 6;

    /** Takes the action in the first step. */
    private static double rewardOf(Scenario scenario, ModelAction action) {
        RolloutEnvironment environment = Episode.environment(scenario);
        environment.reset(1);
        return environment.step(action.ordinal()).reward();
    }

    @Test
    void holdingCostsItsPartOfAMinute() {
        assertEquals(-STEP, rewardOf(GOOD, HOLD), EXACT);
    }

    @Test
    void holdingABadReleaseAlsoCostsItsHarm() {
        double errorSeconds = 10 * 0.05 * 0.04;
        assertEquals(-STEP - errorSeconds * 10 / 60, rewardOf(BAD, HOLD), EXACT);
    }

    @Test
    void slowRequestsCostAFifthOfErrors() {
        double slowSeconds = 10 * 0.05 * LatencyModel.of(GOOD.baseline()).excessSlowShare(2);
        assertEquals(-STEP - slowSeconds * 2 / 60, rewardOf(Quiet.with(GOOD, Quiet.fault(0, 2)), HOLD), EXACT);
    }

    @Test
    void aRollbackGivesBackTheProgress() {
        assertEquals(-0.05 * 0.5 + 0.5, rewardOf(BAD, ROLLBACK), EXACT);
        assertEquals(-0.05 * 0.5 - 1, rewardOf(GOOD, ROLLBACK), EXACT);
    }

    @Test
    void aGoodReleasePromotedIsWorthOneLessItsTime() {
        Episode episode = Episode.play(Episode.environment(GOOD), 1, Episode.ONWARDS);
        assertEquals((1 - 0.8) * 0.5 + 0.5, episode.lastReward(), EXACT);
        // No time passes in the step that promotes.
        int steps = episode.rewards().size() - 2;
        assertEquals(1 - 0.05 * 0.5 - STEP * steps, episode.totalReward(), EXACT);
        assertTrue(episode.terminated());
    }

    @Test
    void lateMinutesCostMoreAndThoseOfAQuietServiceLess() {
        // The first reward comes after 30 s: an interval without traffic, one that is not rewarded, and the step's own.
        List<Double> busy = Episode.play(Episode.environment(GOOD), 1, Episode.HOLD).rewards();
        assertEquals(-STEP, busy.get(52), EXACT);
        assertEquals(-STEP - 0.012 / 6, busy.get(53), EXACT);
        List<Double> quiet = Episode.play(Episode.environment(Quiet.at(1)), 1, Episode.HOLD).rewards();
        assertEquals(-0.006 * 0.15, quiet.get(80), EXACT);
    }

    @Test
    void promotingABadReleaseCostsByItsSeverity() {
        double severe = Episode.play(Episode.environment(BAD), 1, Episode.ONWARDS).lastReward();
        assertEquals((1 - 0.8) * 0.5 - 1 - 4 - 0.5, severe, EXACT);
        Scenario mild = Quiet.with(GOOD, Quiet.fault(0.0025, 1));
        double cosmetic = Episode.play(Episode.environment(mild), 1, Episode.ONWARDS).lastReward();
        assertEquals((1 - 0.8) * 0.5 - 1 - 4 * 0.5 - 0.5, cosmetic, EXACT);
    }

    @Test
    void timeRunningOutIsARollbackByTheGuardrail() {
        RolloutEnvironment environment = Episode.environment(GOOD);
        Episode episode = Episode.play(environment, 1, Episode.HOLD);
        assertEquals(-0.05 * 0.5 - 1, episode.lastReward(), EXACT);
        assertTrue(episode.terminated());
        assertFalse(episode.truncated());
        assertEquals(GuardedRelease.End.ROLLED_BACK, environment.release().end());
        Duration length = environment.release().length();
        assertTrue(length.compareTo(Duration.ofMinutes(90)) >= 0 && length.compareTo(Duration.ofMinutes(91)) < 0, "" + length);
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0.5, 5, 30, 1_000 })
    void theMaskIsWhatTheGuardrailsPermit(double requestsPerSecond) {
        RolloutEnvironment environment = Episode.environment(
                Quiet.with(Quiet.at(requestsPerSecond), new Scenario.Gaps(0.3, 1)));
        SplittableRandom random = new SplittableRandom(4);
        boolean[] seen = new boolean[ModelAction.values().length];
        for (int seed = 0; seed < 20; seed++) {
            Episode.play(environment, seed, step -> {
                assertArrayEquals(permitted(environment.release()), step.mask());
                int action = anyAllowed(step, random);
                seen[action] = true;
                return action;
            });
        }
        IntStream.range(0, seen.length).forEach(i -> assertTrue(seen[i], ModelAction.values()[i] + " was never allowed"));
    }

    private static float[] permitted(GuardedRelease release) {
        Guardrails rules = new Guardrails(release.sizing().guardrails());
        float[] mask = new float[ModelAction.values().length];
        for (ModelAction action : ModelAction.values()) {
            boolean passes = action == HOLD || action.at(release.weight(), "asked")
                    .filter(proposal -> rules.permits(proposal, release.observation())).isPresent();
            mask[action.ordinal()] = passes ? 1 : 0;
        }
        return mask;
    }

    /** Rolls back rarely, so that episodes get on. */
    private static int anyAllowed(Environment.Step step, SplittableRandom random) {
        int[] allowed = IntStream.range(0, step.mask().length).filter(i -> step.mask()[i] == 1)
                .filter(i -> i != ROLLBACK.ordinal() || random.nextInt(40) == 0).toArray();
        return allowed[random.nextInt(allowed.length)];
    }

    @Test
    void aMaskedActionIsRefused() {
        RolloutEnvironment environment = Episode.environment(GOOD);
        Environment.Step start = environment.reset(1);
        assertEquals(0, start.mask()[ADVANCE_10.ordinal()], "the canary has not been at its weight for a minute");
        assertThrows(IllegalStateException.class, () -> environment.step(ADVANCE_10.ordinal()));
        assertThrows(IllegalStateException.class, () -> environment.step(PROMOTE.ordinal()));
    }

    @Test
    void nothingFollowsTheEnd() {
        RolloutEnvironment environment = Episode.environment(GOOD);
        environment.reset(1);
        assertTrue(environment.step(ROLLBACK.ordinal()).isLast());
        assertThrows(IllegalStateException.class, () -> environment.step(HOLD.ordinal()));
        assertFalse(environment.reset(2).isLast(), "a reset starts afresh");
    }

    @Test
    void anAdvanceTakesOneStepToApproveAndOneToMove() {
        RolloutEnvironment environment = Episode.environment(GOOD);
        Environment.Step step = environment.reset(1);
        while (step.mask()[ADVANCE_10.ordinal()] == 0) {
            step = environment.step(HOLD.ordinal());
        }
        assertEquals(-STEP, environment.step(ADVANCE_10.ordinal()).reward(), EXACT);
        assertEquals(new Weight(5), environment.release().weight());
        assertEquals(0.10 * 0.5 - STEP, environment.step(ADVANCE_10.ordinal()).reward(), EXACT);
        assertEquals(new Weight(15), environment.release().weight());
    }

    @Test
    void theSameSeedAndActionsGiveTheSameEpisode() {
        ScenarioSet mixed = ScenarioFile.shipped("benchmark").get("mixed");
        RolloutEnvironment one = new RolloutEnvironment(mixed::draw, RewardSettings.DEFAULT);
        RolloutEnvironment other = new RolloutEnvironment(mixed::draw, RewardSettings.DEFAULT);
        Episode.play(other, 99, Episode.HOLD);
        for (long seed = 0; seed < 20; seed++) {
            assertSame(Episode.play(one, seed, Episode.ONWARDS), Episode.play(other, seed, Episode.ONWARDS));
        }
    }

    @Test
    void anotherSeedGivesAnotherEpisode() {
        RolloutEnvironment environment = Episode.environment(Quiet.with(GOOD, new Scenario.Noise(0.3, 0.1, 0, 0, 0, 0, 0, 0)));
        float[] one = Episode.play(environment, 1, Episode.HOLD).observations().get(0);
        float[] other = Episode.play(environment, 2, Episode.HOLD).observations().get(0);
        assertFalse(Arrays.equals(one, other));
    }

    /** A fault of size zero makes a release bad in name only. */
    @Test
    void thePolicySeesNothingOfTheLabel() {
        ScenarioSet mixed = ScenarioFile.shipped("benchmark").get("mixed");
        for (long seed = 0; seed < 40; seed++) {
            Scenario drawn = mixed.scenario(seed);
            Episode good = Episode.play(Episode.environment(Quiet.with(drawn, Fault.NONE)), seed, Episode.ONWARDS);
            Episode bad = Episode.play(Episode.environment(Quiet.with(drawn, Quiet.fault(0, 1))), seed, Episode.ONWARDS);
            assertSameSight(good, bad);
            assertTrue(good.lastReward() != bad.lastReward(), "only the reward knows");
        }
    }

    private static void assertSame(Episode one, Episode other) {
        assertSameSight(one, other);
        assertEquals(one.rewards(), other.rewards());
    }

    private static void assertSameSight(Episode one, Episode other) {
        assertEquals(one.observations().size(), other.observations().size());
        for (int i = 0; i < one.observations().size(); i++) {
            assertArrayEquals(one.observations().get(i), other.observations().get(i));
            assertArrayEquals(one.masks().get(i), other.masks().get(i));
        }
    }

    @Test
    void observationsStayInTheirRanges() {
        ScenarioSet changed = ScenarioFile.shipped("benchmark").get("changed-noise");
        RolloutEnvironment environment = new RolloutEnvironment(changed::draw, RewardSettings.DEFAULT);
        ToIntFunction<Environment.Step> checked = step -> {
            for (float number : step.observation()) {
                assertTrue(Float.isFinite(number));
            }
            return Episode.ONWARDS.applyAsInt(step);
        };
        for (long seed = 0; seed < 20; seed++) {
            Episode.play(environment, seed, checked);
        }
    }
}
