package dev.serin.training.rivals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

import dev.serin.training.rivals.CrossEntropy.Bounds;
import dev.serin.training.rivals.SprtSettings.Mixture;

/**
 * The rivals whose parameters are tuned: what may be tuned, where tuning starts, and how a vector becomes a rule. What was
 * found is frozen in {@code rivals/tuned.properties}; {@link TuneRivals} finds it again.
 */
enum Tuned {
    MSPRT("msprt-tuned", sprtBounds(false), Tuned::sprt),
    MSPRT_BAKE("msprt-tuned-bake", sprtBounds(true), Tuned::sprtWithBake),
    BAYES("bayes-filter", bayesBounds(), Tuned::bayes),
    RAMP("linkedin-ramp", rampBounds(), Tuned::ramp);

    private static final String FROZEN = "/rivals/tuned.properties";

    private final String rivalName;
    private final List<Parameter> parameters;
    private final Function<double[], Rival> rule;

    /** One parameter: its range, and where tuning starts. Those that span magnitudes are given as decimal logarithm. */
    record Parameter(Bounds bounds, double start) {

        static Parameter of(String name, double low, double high, double start) {
            return new Parameter(new Bounds(name, low, high), start);
        }
    }

    Tuned(String rivalName, List<Parameter> parameters, Function<double[], Rival> rule) {
        this.rivalName = rivalName;
        this.parameters = parameters;
        this.rule = rule;
    }

    String rivalName() {
        return rivalName;
    }

    List<Bounds> bounds() {
        return parameters.stream().map(Parameter::bounds).toList();
    }

    double[] start() {
        return parameters.stream().mapToDouble(Parameter::start).toArray();
    }

    Rival with(double[] values) {
        return rule.apply(values);
    }

    /** With the parameters that were found; with those where tuning starts, for any that is not frozen. */
    Rival frozen() {
        Properties found = read();
        return with(parameters.stream()
                .mapToDouble(parameter -> Double.parseDouble(found.getProperty(rivalName + "." + parameter.bounds().name(),
                        String.valueOf(parameter.start()))))
                .toArray());
    }

    private static Properties read() {
        try (InputStream file = Tuned.class.getResourceAsStream(FROZEN)) {
            Properties properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Parameter> sprtBounds(boolean withBake) {
        List<Parameter> tests = List.of(Parameter.of("log-alpha-errors", -6, -1, -2.3),
                Parameter.of("log-alpha-slow", -6, -1, -2.3),
                Parameter.of("log-mixing-errors", -8, -2, -3.5), Parameter.of("log-mixing-slow", -6, -1, -2.7),
                Parameter.of("margin-errors", 0, 0.003, 0.0001), Parameter.of("margin-slow", 0, 0.03, 0.002),
                Parameter.of("noise-errors", 0, 0.6, 0.1), Parameter.of("noise-slow", 0, 0.5, 0.12),
                Parameter.of("minutes-per-step", 1, 8, 4), Parameter.of("step", 5, 50, 15),
                Parameter.of("log-promotion-requests", 0, 4, 2));
        List<Parameter> waiting = List.of(Parameter.of("last-weight", 40, 99, 85), Parameter.of("bake-minutes", 1, 25, 8),
                Parameter.of("latency-delay-minutes", 0, 15, 6));
        return withBake ? java.util.stream.Stream.concat(tests.stream(), waiting.stream()).toList() : tests;
    }

    private static Rival sprt(double[] v) {
        return SprtLadder.with("msprt-tuned", sprtSettings(v, 70, rounded(v[8]), 0));
    }

    private static Rival sprtWithBake(double[] v) {
        return SprtLadder.with("msprt-tuned-bake", sprtSettings(v, rounded(v[11]), rounded(v[12]), rounded(v[13])));
    }

    private static SprtSettings sprtSettings(double[] v, int lastWeight, int bakeMinutes, int latencyDelayMinutes) {
        return new SprtSettings(new Mixture(Math.pow(10, v[0]), Math.pow(10, v[2]), v[4], v[6]),
                new Mixture(Math.pow(10, v[1]), Math.pow(10, v[3]), v[5], v[7]), 30, Math.pow(10, v[10]), rounded(v[8]),
                rounded(v[9]), lastWeight,
                bakeMinutes, latencyDelayMinutes);
    }

    private static List<Parameter> bayesBounds() {
        return List.of(Parameter.of("noise-errors", 0.05, 1, 0.25), Parameter.of("noise-latency", 0.01, 0.6, 0.1),
                Parameter.of("log-rollback-odds", 0, 4, 1.3), Parameter.of("log-advance-odds", -3, 1, -0.3),
                Parameter.of("log-promote-odds", -4, 0, -1.3), Parameter.of("minutes-per-step", 1, 6, 2),
                Parameter.of("step", 5, 50, 20), Parameter.of("last-weight", 30, 95, 70),
                Parameter.of("bake-minutes", 1, 20, 5));
    }

    private static Rival bayes(double[] v) {
        return new BayesFilter("bayes-filter", new BayesSettings(v[0], v[1], Math.pow(10, v[2]), Math.pow(10, v[3]),
                Math.pow(10, v[4]), rounded(v[5]), rounded(v[6]), rounded(v[7]), rounded(v[8])));
    }

    private static List<Parameter> rampBounds() {
        return List.of(Parameter.of("log-budget-seconds", -1, 2, 0.5), Parameter.of("log-delta", -4, -0.31, -1.5),
                Parameter.of("log-prior-deviation", -3.5, -0.5, -2), Parameter.of("noise", 0.01, 1, 0.2),
                Parameter.of("stage-minutes", 1, 8, 3), Parameter.of("promotion-minutes", 1, 60, 15),
                Parameter.of("maximum-weight", 30, 95, 60), Parameter.of("latency-delay-minutes", 0, 15, 3));
    }

    private static Rival ramp(double[] v) {
        return new ConstrainedRamp("linkedin-ramp", new RampSettings(Math.pow(10, v[0]), Math.pow(10, v[1]), Math.pow(10, v[2]),
                v[3], rounded(v[4]), v[5], rounded(v[6]), rounded(v[7])));
    }

    private static int rounded(double value) {
        return (int) Math.round(value);
    }
}
