package dev.serin.training.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One policy on one set.
 *
 * @param figures those that the set has releases for
 */
public record Row(String set, String policy, int episodes, Map<Figure, Estimate> figures, Optional<Calibration> calibration) {

    static Row of(String set, String policy, List<Outcome> outcomes) {
        Map<Figure, Estimate> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figure.of(outcomes).ifPresent(estimate -> figures.put(figure, estimate));
        }
        return new Row(set, policy, outcomes.size(), figures, Calibration.of(outcomes));
    }

    /** Empty where the set has no release that the figure speaks of. */
    public Optional<Estimate> figure(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }
}
