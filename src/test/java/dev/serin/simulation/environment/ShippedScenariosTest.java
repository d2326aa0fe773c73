package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedScenariosTest {

    private static final Map<String, ScenarioSet> SETS = all();
    private static final int DRAWS = 400;

    /** Of both files; the training's names are told apart. */
    static Map<String, ScenarioSet> all() {
        Map<String, ScenarioSet> all = new LinkedHashMap<>(ScenarioFile.shipped("benchmark"));
        ScenarioFile.shipped("training").forEach((name, set) -> all.put("training " + name, set));
        return all;
    }

    static Stream<String> names() {
        return SETS.keySet().stream();
    }

    private static Stream<Scenario> draws(String set) {
        return LongStream.range(0, DRAWS).mapToObj(SETS.get(set)::scenario);
    }

    private static Set<String> effects(String set) {
        return draws(set).map(scenario -> scenario.fault().effect()).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySetDrawsReleasesThatCanBePlayed(String set) {
        RolloutEnvironment environment = new RolloutEnvironment(SETS.get(set)::draw, RewardSettings.DEFAULT);
        for (long seed = 0; seed < 5; seed++) {
            Environment.Step start = environment.reset(seed);
            assertEquals(environment.observationSize(), start.observation().length);
        }
    }

    @Test
    void theMixedSetHasAllFaultsAndTwoBadInFive() {
        assertEquals(Set.of("none", "error-small", "error-medium", "error-big", "latency-tiny", "latency-medium",
                "latency-big", "leak", "saturation", "success-cpu"), effects("mixed"));
        double bad = draws("mixed").filter(scenario -> scenario.fault().isBad()).count() / (double) DRAWS;
        assertEquals(0.4, bad, 0.08);
    }

    @ParameterizedTest
    @ValueSource(strings = { "error-small", "error-medium", "error-big", "latency-tiny", "latency-medium", "latency-big",
            "leak", "saturation", "success-cpu" })
    void aSetNamedAfterAFaultHasNothingElse(String fault) {
        assertEquals(Set.of(fault), effects(fault));
        assertTrue(draws(fault).allMatch(ShippedScenariosTest::isUndisturbed));
    }

    @Test
    void theHealthySetHasNoFaultAndNoNuisance() {
        assertEquals(Set.of("none"), effects("healthy"));
        assertTrue(draws("healthy").allMatch(ShippedScenariosTest::isUndisturbed));
    }

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({ "incident, incident", "warm-up, warm-up", "gaps, gaps", "cpu-change, cpu-change", "delayed, delay" })
    void eachNuisanceHasASetOfHealthyReleasesWithItAlone(String set, String nuisance) {
        assertEquals(Set.of("none"), effects("healthy-" + set));
        assertTrue(draws("healthy-" + set).allMatch(scenario -> Nuisances.of(scenario).equals(Set.of(nuisance))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "incident", "warm-up", "gaps" })
    void badReleasesComeWithEachNuisanceThatHidesThem(String nuisance) {
        assertEquals(Set.of("error-medium", "error-big", "latency-medium", "latency-big"), effects("bad-" + nuisance));
        assertTrue(draws("bad-" + nuisance).allMatch(scenario -> Nuisances.of(scenario).equals(Set.of(nuisance))));
    }

    @Test
    void lowTrafficIsAtMostFiveRequestsPerSecond() {
        assertEquals(Set.of("error-medium", "error-big"), effects("bad-low-traffic"));
        assertTrue(Stream.of("healthy-low-traffic", "bad-low-traffic").flatMap(ShippedScenariosTest::draws)
                .allMatch(scenario -> scenario.requestsPerSecond() >= 0.5 && scenario.requestsPerSecond() <= 5));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.2", "1", "5", "20", "100", "1000" })
    void eachLevelOfTrafficIsTheMixedSetAtThisLevel(String level) {
        assertTrue(draws("traffic-" + level)
                .allMatch(scenario -> scenario.requestsPerSecond() == Double.parseDouble(level)));
        assertEquals(effects("mixed"), effects("traffic-" + level));
    }

    @Test
    void aClearRegressionIsOverFivePercentOfErrorsOrTwiceAsSlow() {
        assertTrue(draws("clear-regressions")
                .allMatch(scenario -> scenario.fault().errors() >= 0.05 || scenario.fault().latencyFactor() >= 2));
    }

    @Test
    void healthyOverFiftyHasSoMuchTraffic() {
        assertEquals(Set.of("none"), effects("healthy-over-50"));
        assertTrue(draws("healthy-over-50").allMatch(scenario -> scenario.requestsPerSecond() >= 50));
    }

    private static boolean isUndisturbed(Scenario scenario) {
        return Nuisances.of(scenario).isEmpty();
    }
}
