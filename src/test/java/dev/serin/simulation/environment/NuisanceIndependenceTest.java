package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing but the fault tells a good release from a bad one. In a simulator in which only good releases warmed up, a
 * learner took each warm-up for a good sign, and let every third fault pass elsewhere.
 */
class NuisanceIndependenceTest {

    private static final int DRAWS = 20_000;
    private static final Map<String, ScenarioSet> SETS = ShippedScenariosTest.all();

    /** The sets with good and bad releases; those of one level of traffic are the mixed set again. */
    static Stream<String> mixedSets() {
        return SETS.keySet().stream().filter(name -> SETS.get(name).badShare() > 0 && SETS.get(name).badShare() < 1)
                .filter(name -> !name.startsWith("traffic-"));
    }

    private static List<Scenario> draws(String set) {
        return LongStream.range(0, DRAWS).mapToObj(SETS.get(set)::scenario).toList();
    }

    @ParameterizedTest
    @MethodSource("mixedSets")
    void everyNumberButTheFaultsIsDrawnAlikeForGoodAndBadAndForEveryClass(String set) {
        List<Scenario> draws = draws(set);
        int[] labels = labels(draws);
        int[] effects = effects(draws);
        numbers(draws).forEach((name, numbers) -> {
            int[] deciles = Numbers.deciles(numbers);
            assertIndependent(new Contingency(labels, deciles), name + " tells good from bad in " + set);
            assertIndependent(new Contingency(effects, deciles), name + " tells the class of a fault in " + set);
        });
    }

    private static void assertIndependent(Contingency table, String otherwise) {
        assertTrue(table.looksIndependent(), () -> otherwise + ": " + table);
    }

    private static int[] labels(List<Scenario> draws) {
        return draws.stream().mapToInt(drawn -> drawn.fault().isBad() ? 1 : 0).toArray();
    }

    private static int[] effects(List<Scenario> draws) {
        List<String> classes = draws.stream().map(drawn -> drawn.fault().effect()).distinct().toList();
        return draws.stream().mapToInt(drawn -> classes.indexOf(drawn.fault().effect())).toArray();
    }

    private static Map<String, List<Double>> numbers(List<Scenario> draws) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        draws.forEach(drawn -> Numbers.of(drawn)
                .forEach((name, number) -> numbers.computeIfAbsent(name, first -> new ArrayList<>()).add(number)));
        return numbers;
    }

    @Test
    void nuisancesDoNotComeTogether() {
        List<Scenario> draws = draws("mixed");
        Nuisances.ALL.forEach((one, hasOne) -> Nuisances.ALL.forEach((other, hasOther) -> {
            if (one.compareTo(other) < 0) {
                assertIndependent(new Contingency(has(hasOne, draws), has(hasOther, draws)), one + " comes with " + other);
            }
        }));
    }

    private static int[] has(Predicate<Scenario> nuisance, List<Scenario> draws) {
        return draws.stream().mapToInt(drawn -> nuisance.test(drawn) ? 1 : 0).toArray();
    }

    @Test
    void aWarmUpThatOnlyGoodReleasesHaveWouldBeFound() {
        assertFound("warmUp.factor", calm -> Quiet.with(calm, new Scenario.WarmUp(1, 1, 0)));
    }

    @Test
    void anIncidentThatOnlyGoodReleasesHaveWouldBeFound() {
        assertFound("incident.lengthMinutes", calm -> Quiet.with(calm, new Scenario.Incident(0, 0, 0, 1, 0)));
    }

    @Test
    void gapsThatOnlyGoodReleasesHaveWouldBeFound() {
        assertFound("gaps.share", calm -> Quiet.with(calm, new Scenario.Gaps(0, 1)));
    }

    @Test
    void noiseThatIsATenthLessInBadReleasesWouldBeFound() {
        assertFound("noise.errorsShared",
                calm -> Quiet.with(calm, new Scenario.Noise(0.9 * calm.noise().errorsShared(), 0, 0, 0,
                        0, 0, 0, 0)));
    }

    /** @param leak what is taken from bad releases only */
    private static void assertFound(String number, UnaryOperator<Scenario> leak) {
        List<Scenario> leaky = draws("mixed").stream().map(drawn -> drawn.fault().isBad() ? leak.apply(drawn) : drawn).toList();
        Contingency table = new Contingency(labels(leaky), Numbers.deciles(numbers(leaky).get(number)));
        assertFalse(table.looksIndependent(), () -> number + ": " + table);
    }
}
