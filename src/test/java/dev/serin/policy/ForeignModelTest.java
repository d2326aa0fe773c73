package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;

/** A policy that was trained elsewhere loads when it keeps the contract, whatever its network looks like inside. */
class ForeignModelTest {

    private final Traffic traffic = new Traffic(new SplittableRandom(4));

    @Test
    void aStableBaselinesPolicyDecidesAsItsNetworkDoes() {
        StableBaselinesFile file = new StableBaselinesFile();
        try (OnnxPolicy policy = new OnnxPolicy(file.bytes())) {
            for (int weight = 1; weight <= 60; weight += 3) {
                Observation seen = Observations.repeated(weight, 4, traffic.version(600, 0.01, 50),
                        traffic.version(5400, 0.002, 40));
                double[] expected = file.probabilities(ObservationEncoder.encode(seen));
                Explanation why = policy.explain(policy.consult(seen, any -> true), seen, (any, other) -> true);
                why.probabilities().forEach(one -> assertEquals(expected[indexOf(one.action())], one.probability(), 1e-5));
                assertEquals(expected.length, why.probabilities().size());
            }
        }
    }

    private static int indexOf(String word) {
        int index = 0;
        while (!ModelAction.values()[index].word().equals(word)) {
            index++;
        }
        return index;
    }
}
