package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;
import dev.serin.policy.Explanation.Share;
import dev.serin.policy.Explanation.Shares;

class GroupSharesTest {

    private static final List<String> NAMES = ObservationEncoder.features().stream().map(ObservationEncoder.Feature::name)
            .toList();

    private final Traffic traffic = new Traffic(new SplittableRandom(3));
    private final Observation failing = Observations.repeated(10, 5, traffic.version(6000, 0.02, 60),
            traffic.version(54_000, 0.002, 40));

    private static Map<String, Double> byGroup(Shares shares) {
        return shares.groups().stream().collect(Collectors.toMap(Share::group, Share::value));
    }

    @Test
    void ofALinearModelEachGroupGetsWhatItsFeaturesAdd() {
        double[] weights = new SplittableRandom(5).doubles(NAMES.size(), -1, 1).toArray();
        float[] seen = ObservationEncoder.encode(failing);
        float[] healthy = HealthyCase.vector();
        Shares shares = GroupShares.of(seen, ModelAction.HOLD,
                rows -> Arrays.stream(rows).mapToDouble(row -> dot(weights, row)).toArray());
        for (FeatureGroup group : FeatureGroup.values()) {
            double expected = 0;
            for (int i = 0; i < seen.length; i++) {
                expected += FeatureGroup.of(NAMES.get(i)) == group ? weights[i] * (seen[i] - healthy[i]) : 0;
            }
            assertEquals(expected, byGroup(shares).get(group.word()), 1e-5, group.word());
        }
    }

    private static double dot(double[] weights, float[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }

    @Test
    void ofARealModelTheSharesSumToTheWholeDifference() {
        OnnxFile file = new OnnxFile(2, 1, 1, 1, 1, 1, 0).weight("errors-z-total", ModelAction.ROLLBACK, 2)
                .weight("tail-z-recent", ModelAction.ROLLBACK, 1).weight("requests-total", ModelAction.PROMOTE, 0.5);
        try (OnnxPolicy policy = new OnnxPolicy(file.bytes())) {
            Explanation why = policy.explain(policy.consult(failing, any -> true), failing, (any, other) -> true);
            Shares shares = why.shares().orElseThrow();
            assertEquals("rollback", shares.action());
            assertEquals(shares.probability() - shares.healthy(),
                    shares.groups().stream().mapToDouble(Share::value).sum(), 1e-9);
            assertEquals("errors", shares.groups().get(0).group());
            assertEquals(0, byGroup(shares).get("CPU"), 1e-9, "nothing hangs on it");
            assertEquals(1, why.probabilities().stream().mapToDouble(Explanation.ActionProbability::probability).sum(), 1e-9);
            assertEquals(shares.probability(), why.probabilities().get(0).probability(), 1e-9);
        }
    }

    @Test
    void everyFeatureBelongsToAGroup() {
        assertEquals(FeatureGroup.values().length, NAMES.stream().map(FeatureGroup::of).distinct().count());
    }

    @Test
    void theHealthyCaseLooksHealthy() {
        float[] healthy = HealthyCase.vector();
        for (String feature : List.of("errors-z-total", "errors-z-recent", "errors-difference-recent", "tail-z-total",
                "tail-z-recent", "body-z-recent", "cpu-ratio-recent", "primary-errors-shift", "primary-latency-shift",
                "latency-p99-ratio")) {
            assertEquals(0, healthy[NAMES.indexOf(feature)], 0.1, feature);
        }
        for (String feature : List.of("errors-dispersion", "tail-dispersion")) {
            assertEquals(Math.log(2), healthy[NAMES.indexOf(feature)], 0.1, feature);
        }
        for (String feature : List.of("missing-newest", "missing-share", "latency-missing")) {
            assertEquals(0, healthy[NAMES.indexOf(feature)], feature);
        }
        assertTrue(healthy[NAMES.indexOf("requests-total")] > 4);
    }
}
