package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.training.benchmark.Goal.Reached;

/** What is made of the outcomes: JSON, the README's table, and how a policy stands to its goals and rivals. */
class ResultsTest {

    private static final Row SOME = Row.of("mixed", "serin", Outcomes.SOME);
    private static final Row ALL_GOOD = Row.of("healthy", "serin", List.of(Outcomes.good(true, 7)));

    @Test
    void jsonHasEveryFigureWithItsInterval() throws IOException {
        JsonNode rows = new ObjectMapper().readTree(BenchmarkJson.text(List.of(SOME, ALL_GOOD)));
        JsonNode row = rows.get(0);
        assertEquals("mixed", row.get("set").asText());
        assertEquals("serin", row.get("policy").asText());
        assertEquals(7, row.get("episodes").asInt());
        for (String figure : List.of("goodPromoted", "badCaught", "harmBefore", "harmTotal", "minutesToFullMedian",
                "minutesToRollbackMedian", "wrongRollbacks")) {
            double value = row.get(figure).asDouble(Double.NaN);
            JsonNode interval = row.get(figure + "Interval");
            assertTrue(interval.get(0).asDouble() <= value && value <= interval.get(1).asDouble(), figure);
        }
        assertTrue(rows.get(1).get("badCaught").isNull());
        assertTrue(rows.get(1).get("badCaughtInterval").isNull());
    }

    private static final ReadmeTable README = new ReadmeTable(List.of(SOME, ALL_GOOD, Row.of("mixed", "flagger",
            Collections.nCopies(100, Outcomes.good(true, 6))), Row.of("mixed", "oracle", List.of(Outcomes.good(true, 1)))),
            "serin");

    @Test
    void theTablesStandBetweenTheMarks() {
        String text = "before\n<!-- benchmark -->\nold\n<!-- /benchmark -->\nafter\n";
        String replaced = README.replaced(text);
        assertTrue(replaced.startsWith("before\n<!-- benchmark -->\n| goal | floor |"));
        assertTrue(replaced.endsWith(" |\n<!-- /benchmark -->\nafter\n") && !replaced.contains("\nold\n"));
        assertEquals(replaced, README.replaced(replaced));
        assertThrows(InvalidField.class, () -> README.replaced("no marks"));
    }

    @Test
    void theReadmeTellsOfGoalsOfTheMixedSetAndOfRivalsThatAreBetter() {
        String replaced = README.replaced("<!-- benchmark --><!-- /benchmark -->");
        assertTrue(replaced
                .contains("\n| good releases promoted | 97.0 % | 98.5 % | 50.0 % (15.0 % to 85.0 %) | not reached |\n"));
        assertTrue(replaced.contains("| changed noise: bad caught | 96.0 % | 97.0 % | – | not played |\n"));
        assertTrue(replaced.contains("\n| serin | 50.0 % | **66.7 %** | **1.50** | **10.5** | 15.0 | **3.0** |\n"));
        assertTrue(replaced.contains("\n| flagger | **100.0 %** | – | – | – | **6.0** | – |\n"));
        assertTrue(replaced.contains("\n| mixed | good promoted | 50.0 % | flagger 100.0 % |\n"));
    }

    @Test
    void everyGoalIsOfASetThatIsPlayed() {
        Set<String> played = new HashSet<>(ScenarioFile.shipped("benchmark").keySet());
        played.add("petshop-a-a");
        Goal.ALL.forEach(goal -> assertTrue(played.contains(goal.set()), goal.set()));
    }

    private static Reached reached(Goal.Result result) {
        return result.reached();
    }

    @Test
    void everyGoalIsComparedWithWhatCameOut() {
        List<Goal.Result> results = Goal.results(List.of(SOME, ALL_GOOD), "serin");
        assertEquals(Goal.ALL.size(), results.size());
        assertEquals(Reached.NEITHER, reached(results.get(0)));
        assertEquals(Reached.NOT_PLAYED, reached(results.get(4)));
        assertTrue(results.get(0).line().endsWith("floor 97.0 %, goal 98.5 %: not reached"));
    }

    @Test
    void aGoalIsReachedAtItsValueAndAFloorBelowIt() {
        Goal minutes = new Goal("minutes", "mixed", Figure.MINUTES_TO_FULL_MEDIAN, 20, 15);
        assertEquals(Reached.GOAL, reached(minutes.result(List.of(SOME), "serin")));
        Goal harder = new Goal("minutes", "mixed", Figure.MINUTES_TO_FULL_MEDIAN, 15, 10);
        assertEquals(Reached.FLOOR, reached(harder.result(List.of(SOME), "serin")));
        Goal hardest = new Goal("minutes", "mixed", Figure.MINUTES_TO_FULL_MEDIAN, 14, 10);
        assertEquals(Reached.NEITHER, reached(hardest.result(List.of(SOME), "serin")));
    }

    @Test
    void aRivalThatIsFasterIsNamedAndTheOracleIsNot() {
        List<Outcome> slow = Collections.nCopies(50, Outcomes.good(true, 20));
        List<Outcome> fast = Collections.nCopies(50, Outcomes.good(true, 7));
        List<RivalWin> wins = RivalWin.over("serin", List.of(Row.of("mixed", "serin", slow), Row.of("mixed", "flagger", fast),
                Row.of("mixed", "oracle", fast), Row.of("mixed", "serin, caution -2.0", fast)));
        assertEquals(1, wins.size());
        assertEquals("mixed, minutes to full traffic, median: flagger 7.0 (7.0 to 7.0), ours 20.0 (20.0 to 20.0)",
                wins.get(0).line());
    }

    @Test
    void everyPrototypeFigureIsOfARivalThatTakesPart() {
        List<String> names = Contestants.of(Optional.empty()).stream().map(Contestant::name).toList();
        Reproduction.of(List.of(SOME)).forEach(each -> assertTrue(names.contains(each.policy()), each.policy()));
    }
}
