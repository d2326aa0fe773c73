package dev.serin.training.rivals;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.training.rivals.CrossEntropy.Bounds;

/**
 * Finds the parameters of the tuned rivals again, on releases that no benchmark plays. Prints {@code rivals/tuned.properties}.
 * Arguments: generations, candidates, episodes per candidate, then names of rivals; all of them when none is given.
 */
public final class TuneRivals {

    /** Far from the seeds of benchmarks, which count from 3 * 2^40, and from those below 2^32 that were looked at by hand. */
    private static final long FIRST_SEED = 1L << 40;
    private static final long CHECK_SEED = 1L << 41;
    private static final long TUNER_SEED = 1;

    private final ScenarioSet set;
    private final int episodes;

    TuneRivals(ScenarioSet set, int episodes) {
        this.set = set;
        this.episodes = episodes;
    }

    public static void main(String[] arguments) {
        CrossEntropy tuner = new CrossEntropy(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), TUNER_SEED);
        TuneRivals tuning = new TuneRivals(ScenarioFile.shipped("benchmark").get("mixed"), Integer.parseInt(arguments[2]));
        List<String> names = Arrays.asList(arguments).subList(3, arguments.length);
        Arrays.stream(Tuned.values()).filter(rival -> names.isEmpty() || names.contains(rival.rivalName()))
                .forEach(rival -> tuning.print(rival, tuner, System.out));
    }

    private void print(Tuned rival, CrossEntropy tuner, PrintStream out) {
        double[] found = tuner.maximiseNoisy(rival.bounds(), rival.start(),
                generation -> values -> utility(rival.with(values), FIRST_SEED + (long) generation * episodes));
        double utility = utility(rival.with(found), CHECK_SEED);
        out.printf(Locale.ROOT, "# %s: utility %.3f on %d other releases%n", rival.rivalName(), utility, episodes);
        List<Bounds> bounds = rival.bounds();
        out.println(IntStream.range(0, found.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%s.%s=%.5g", rival.rivalName(), bounds.get(i).name(), found[i]))
                .collect(Collectors.joining(System.lineSeparator())));
    }

    /** The mean over the same releases for every candidate of a generation; 40 % of them are bad in the set. */
    double utility(Rival rival, long firstSeed) {
        return LongStream.range(firstSeed, firstSeed + episodes)
                .mapToDouble(seed -> Utility.of(Playing.play(rival, set.draw(seed), new SplittableRandom(seed)))).average()
                .orElseThrow();
    }
}
