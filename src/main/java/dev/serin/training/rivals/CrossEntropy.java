package dev.serin.training.rivals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tunes a vector of parameters by the cross-entropy method (Rubinstein 1999; De Boer et al. 2005): draws candidates from
 * independent normal distributions, keeps the best eighth, moves the distributions there, repeats. The deviations are kept from
 * collapsing early by a floor that falls with the generations.
 *
 * @param generations how often it draws
 * @param candidates per generation, at least 8
 */
record CrossEntropy(int generations, int candidates, long seed) {

    private static final double ELITE = 1.0 / 8;
    private static final double SMOOTHING = 0.7;
    private static final double FLOOR = 0.2;

    /** One parameter's range; candidates outside are clipped. */
    record Bounds(String name, double low, double high) {

        private double clip(double value) {
            return Math.max(low, Math.min(high, value));
        }
    }

    private record Scored(double[] candidate, double score) {
    }

    /** Maximises one objective. */
    double[] maximise(List<Bounds> bounds, double[] start, ToDoubleFunction<double[]> objective) {
        return maximiseNoisy(bounds, start, generation -> objective);
    }

    /**
     * Maximises an objective that can only be sampled: each generation gets its own sample, the same for all its candidates, so
     * that nothing is tuned to a sample's luck.
     *
     * @param objectives by generation, from 0
     * @return the centre of the last distribution, which is less noisy than the best candidate
     */
    double[] maximiseNoisy(List<Bounds> bounds, double[] start, IntFunction<ToDoubleFunction<double[]>> objectives) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] mean = start.clone();
        double[] deviation = bounds.stream().mapToDouble(range -> (range.high() - range.low()) / 4).toArray();
        double[] first = deviation.clone();
        for (int generation = 0; generation < generations; generation++) {
            double[][] elite = elite(bounds, mean, deviation, random, objectives.apply(generation));
            double floor = FLOOR * (1 - (generation + 1.0) / generations);
            for (int i = 0; i < mean.length; i++) {
                int parameter = i;
                double[] values = Arrays.stream(elite).mapToDouble(candidate -> candidate[parameter]).toArray();
                double centre = Arrays.stream(values).average().orElseThrow();
                double spread = Math.sqrt(Arrays.stream(values).map(v -> (v - centre) * (v - centre)).average().orElseThrow());
                mean[i] += SMOOTHING * (centre - mean[i]);
                deviation[i] = Math.max(floor * first[i], deviation[i] + SMOOTHING * (spread - deviation[i]));
            }
        }
        return mean;
    }

    private double[][] elite(List<Bounds> bounds, double[] mean, double[] deviation, SplittableRandom random,
            ToDoubleFunction<double[]> objective) {
        // The centre takes part, so that what was found is not lost by chance.
        List<double[]> drawn = Stream.concat(Stream.of(mean.clone()),
                IntStream.range(1, candidates).mapToObj(i -> draw(bounds, mean, deviation, random))).toList();
        return drawn.stream().map(candidate -> new Scored(candidate, objective.applyAsDouble(candidate)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(Math.max(2, Math.round(candidates * ELITE))).map(Scored::candidate).toArray(double[][]::new);
    }

    private static double[] draw(List<Bounds> bounds, double[] mean, double[] deviation, SplittableRandom random) {
        return IntStream.range(0, mean.length)
                .mapToDouble(i -> bounds.get(i).clip(mean[i] + deviation[i] * random.nextGaussian())).toArray();
    }
}
