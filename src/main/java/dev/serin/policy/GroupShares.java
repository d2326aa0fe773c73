package dev.serin.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.serin.policy.Explanation.Share;
import dev.serin.policy.Explanation.Shares;

/**
 * What each group of features adds to the probability of an action: the players of {@link ShapleyValues} are the
 * groups, and a coalition is worth the probability for a vector that has its groups as they were seen and all others as
 * {@link HealthyCase} has them ("baseline Shapley": Sundararajan and Najmi 2020, "The many Shapley values for model
 * explanation"). Groups and not single features, because those of a group move together and a person thinks in groups.
 */
final class GroupShares {

    private static final FeatureGroup[] GROUPS = FeatureGroup.values();
    private static final List<FeatureGroup> GROUP_OF_FEATURE = ObservationEncoder.features().stream()
            .map(feature -> FeatureGroup.of(feature.name())).toList();

    private GroupShares() {
    }

    /**
     * @param seen the vector of what was seen
     * @param probability of the action for each of many vectors
     * @return the groups that moved it most come first
     */
    static Shares of(float[] seen, ModelAction action, Function<float[][], double[]> probability) {
        double[] worth = probability.apply(coalitions(seen, HealthyCase.vector()));
        double[] values = ShapleyValues.of(worth);
        List<Share> groups = IntStream.range(0, GROUPS.length).mapToObj(i -> new Share(GROUPS[i].word(), values[i]))
                .sorted(Comparator.comparingDouble((Share share) -> -Math.abs(share.value()))).toList();
        return new Shares(action.word(), worth[0], worth[worth.length - 1], groups);
    }

    private static float[][] coalitions(float[] seen, float[] healthy) {
        return IntStream.range(0, 1 << GROUPS.length).mapToObj(members -> mixed(members, seen, healthy))
                .toArray(float[][]::new);
    }

    private static float[] mixed(int members, float[] seen, float[] healthy) {
        float[] vector = Arrays.copyOf(healthy, healthy.length);
        for (int i = 0; i < vector.length; i++) {
            boolean isMember = (members >> GROUP_OF_FEATURE.get(i).ordinal() & 1) == 1;
            vector[i] = isMember ? seen[i] : vector[i];
        }
        return vector;
    }
}
