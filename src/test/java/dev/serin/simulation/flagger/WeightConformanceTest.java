package dev.serin.simulation.flagger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.HookType;
import dev.serin.canary.Phase;

/** What Flagger 1.44 does with each kind of weights: A = advance to, H = hold without asking a gate, P = promote. */
class WeightConformanceTest {

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "stepWeight": 20, "maxWeight": 50   | 0  | A20 A40 A60 P
            "stepWeight": 30, "maxWeight": 50   | 0  | A30 A60 P
            "stepWeight": 50, "maxWeight": 200  | 0  | A50 A100 A100 A100
            "stepWeight": 50, "maxWeight": 0    | 0  | A50 A100 P
            "stepWeight": 1, "maxWeight": 1     | 30 | P
            "stepWeight": 1, "maxWeight": 1     | 0  | A1 P
            "stepWeight": 0, "maxWeight": 50    | 30 | H H H
            "stepWeight": 0                     | 30 | H H H
            "stepWeights": [1, 2, 10, 80]       | 0  | A1 A2 A10 A80 P
            "stepWeights": [1, 2, 10, 200]      | 0  | A1 A2 A10 A100 P
            "stepWeights": [10, 30, 50]         | 5  | A100 P
            "stepWeights": [1, 2]               | 5  | P
            "stepWeights": [10]                 | 10 | P
            "stepWeights": [10, 25, 25]         | 10 | A25 H H
            "stepWeights": [25, 25]             | 0  | A25 H H
            "stepWeights": [5, 20, 45]          | 20 | A45 P
            "stepWeights": [50, 20]             | 50 | H H
            "stepWeight": -5                    | 50 | H H
            """, quoteCharacter = '`')
    void movesAsFlaggerDoes(String analysis, int start, String expected) {
        FlaggerFixture flagger = new FlaggerFixture(analysis).progressingAt(start);
        List<String> moves = new ArrayList<>();
        for (int i = 0; i < expected.split(" ").length; i++) {
            moves.add(move(flagger));
        }
        assertEquals(expected, String.join(" ", moves));
    }

    private static String move(FlaggerFixture flagger) {
        flagger.loop.tick();
        List<ScriptedHooks.Call> calls = flagger.hooks.drain();
        if (flagger.phase() == Phase.PROMOTING) {
            return "P";
        }
        return calls.stream().map(call -> call.payload().metadata().getOrDefault("eventMessage", ""))
                .filter(message -> message.startsWith("Advance")).map(message -> "A" + flagger.routes.canary()).findFirst()
                .orElseGet(() -> calls.stream().anyMatch(call -> call.type() == HookType.CONFIRM_TRAFFIC_INCREASE)
                        ? "asked without moving"
                        : "H");
    }

    @ParameterizedTest(name = "back to the primary {0} at a time: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            0  | 100
            25 | 65 90 100
            60 | 100
            """)
    void promotionGivesTheTrafficBackInSteps(int stepWeightPromotion, String expectedPrimary) {
        FlaggerFixture flagger = new FlaggerFixture(
                "\"stepWeights\": [60], \"stepWeightPromotion\": " + stepWeightPromotion).progressingAt(60);
        flagger.tick();
        List<String> primary = new ArrayList<>();
        while (flagger.phase() == Phase.PROMOTING) {
            flagger.tick();
            primary.add(Integer.toString(flagger.routes.primary()));
        }
        assertEquals(expectedPrimary, String.join(" ", primary));
        assertEquals(Phase.FINALISING, flagger.phase());
    }
}
