package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;

/**
 * Whole releases of each fate under the sequential test, with seeds fixed: the shares are exact, the floors leave
 * room for chance.
 */
class FatesTest {

    private static final int RELEASES = 500;
    private static final Map<Fate, Result> RESULTS = new EnumMap<>(Fate.class);

    private record Result(double promoted, double rolledBack, double minutes) {
    }

    @BeforeAll
    static void runAll() {
        Policy policy = new SequentialTestPolicy(SequentialTestSettings.DEFAULT);
        System.out.printf("%-32s %9s %12s %8s%n", "fate", "promoted", "rolled back", "minutes");
        Arrays.stream(Fate.values()).forEach(fate -> RESULTS.put(fate, run(policy, fate)));
    }

    private static Result run(Policy policy, Fate fate) {
        List<ReleaseSimulation.Outcome> outcomes = LongStream.range(0, RELEASES)
                .mapToObj(seed -> new ReleaseSimulation(fate, 1_000_003 * seed + fate.ordinal()).run(policy)).toList();
        Result result = new Result(share(outcomes, Action.PROMOTE), share(outcomes, Action.ROLLBACK),
                outcomes.stream().mapToInt(ReleaseSimulation.Outcome::minutes).average().orElseThrow());
        System.out.printf("%-32s %8.1f%% %11.1f%% %8.1f%n", fate, 100 * result.promoted(), 100 * result.rolledBack(),
                result.minutes());
        return result;
    }

    private static double share(List<ReleaseSimulation.Outcome> outcomes, Action end) {
        return outcomes.stream().filter(outcome -> outcome.end() == end).count() / (double) outcomes.size();
    }

    @Test
    void releasesWithinTheTolerancesArePromoted() {
        assertPromoted(Fate.FINE, 0.98);
        assertPromoted(Fate.INCIDENT_ON_BOTH, 0.98);
    }

    @Test
    void warmUpsAreWaitedForAndNotRolledBack() {
        assertPromoted(Fate.WARM_UP, 0.95);
        assertTrue(RESULTS.get(Fate.WARM_UP).rolledBack() <= 0.02, () -> RESULTS.get(Fate.WARM_UP).toString());
    }

    @Test
    void clearErrorsAreCaughtWithinMinutes() {
        assertRolledBack(Fate.ERRORS_FIVE_PERCENT, 0.99, 4);
        assertRolledBack(Fate.ERRORS_ONE_PERCENT, 0.99, 8);
        assertRolledBack(Fate.ERRORS_ONE_PERCENT_AND_WARM_UP, 0.99, 8);
        assertRolledBack(Fate.ERRORS_HALF_PERCENT, 0.95, 15);
    }

    @Test
    void slowerCanariesAreCaughtOnceAWarmUpWouldBeOver() {
        assertRolledBack(Fate.TWICE_AS_SLOW, 0.95, 15);
        assertRolledBack(Fate.SLOWER_BY_HALF, 0.95, 25);
    }

    @Test
    void faultsThatShowLateAreCaught() {
        assertRolledBack(Fate.LEAK, 0.97, 15);
        assertRolledBack(Fate.SATURATION, 0.97, 20);
    }

    @Test
    void withHardlyAnyTrafficTheCanaryIsHeldPatiently() {
        Result result = RESULTS.get(Fate.HARDLY_ANY_TRAFFIC);
        assertTrue(result.promoted() + result.rolledBack() <= 0.01, result::toString);
    }

    @Test
    void noBadReleaseIsPromotedMoreOftenThanAlphaAllows() {
        Arrays.stream(Fate.values()).filter(fate -> !fate.isGood()).forEach(fate -> assertTrue(
                RESULTS.get(fate).promoted() <= SequentialTestSettings.DEFAULT.alphaAdvance(),
                () -> fate + " " + RESULTS.get(fate)));
    }

    @Test
    void noGoodReleaseIsRolledBackMoreOftenThanAFewInAHundred() {
        Arrays.stream(Fate.values()).filter(Fate::isGood).forEach(
                fate -> assertTrue(RESULTS.get(fate).rolledBack() <= 0.02, () -> fate + " " + RESULTS.get(fate)));
    }

    private static void assertPromoted(Fate fate, double floor) {
        assertTrue(RESULTS.get(fate).promoted() >= floor, () -> fate + " " + RESULTS.get(fate));
    }

    private static void assertRolledBack(Fate fate, double floor, double minutesMax) {
        Result result = RESULTS.get(fate);
        assertTrue(result.rolledBack() >= floor && result.minutes() <= minutesMax, () -> fate + " " + result);
    }
}
