package dev.serin.simulation.environment;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.serin.policy.ModelAction;

/**
 * How fast the environment is, in all and by part, on one thread. Parts are asked about observations that were played
 * before, so that one does not slow down another; the processor's caches know them better than in a real episode, and
 * so the parts add up to a little less than the whole.
 *
 * <p>
 * {@code make benchmark-environment}: the scenarios that the shipped policy learns from.
 */
public final class StepsPerCpuSecond {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final int STEPS = 300_000;

    private final PrintStream out;
    private final ScenarioSet scenarios;

    private StepsPerCpuSecond(PrintStream out, ScenarioSet scenarios) {
        this.out = out;
        this.scenarios = scenarios;
    }

    public static void main(String[] arguments) {
        new StepsPerCpuSecond(System.out, ScenarioFile.shipped("training").get("training")).run();
    }

    private void run() {
        PlayedSteps played = PlayedSteps.of(scenarios);
        out.printf("%-42s %10s %16s%n", "part", "ns", "per CPU-second");
        measure("drawing an interval", played::serve);
        measure("evidence: track.plus(interval)", played::fold);
        measure("observation", played::observe);
        measure("encode", played::encode);
        measure("mask", played::mask);
        measure("ruling", played::rule);
        Walk walk = new Walk(scenarios);
        measure("whole environment", walk::step);
        out.printf("Episodes of %.0f steps on average%n", walk.steps / (double) walk.episode);
    }

    /** The fastest round counts: whatever else the machine does only makes a round slower. */
    private void measure(String part, Part work) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                sum += work.at(i);
            }
            double nanos = (THREADS.getCurrentThreadCpuTime() - before) / (double) STEPS;
            fastest = round >= 0 && !Double.isNaN(sum) ? Math.min(fastest, nanos) : fastest;
        }
        out.printf("%-42s %10.0f %16.0f%n", part, fastest, 1e9 / fastest);
    }

    /** One step's share of the work. */
    private interface Part {

        /** @return a number that depends on the work, so that it has to be done */
        double at(int step);
    }

    /** Plays at random, mostly holding and hardly ever rolling back, so that episodes last as long as a learner's. */
    private static final class Walk {

        private static final double HOLDING = 0.8;
        private static final double ROLLING_BACK = 0.01;

        private final Environment environment;
        private final RandomGenerator random = new SplittableRandom(7);
        private long episode;
        private long steps;
        private Environment.Step last;

        private Walk(ScenarioSet scenarios) {
            environment = new RolloutEnvironment(scenarios::draw, RewardSettings.DEFAULT);
            last = environment.reset(episode);
        }

        private double step(int number) {
            steps++;
            last = last.isLast() ? environment.reset(++episode) : environment.step(action());
            return last.observation()[0] + last.reward();
        }

        private int action() {
            double chance = random.nextDouble();
            if (chance < ROLLING_BACK) {
                return ModelAction.ROLLBACK.ordinal();
            }
            int forward = random.nextInt(1, ModelAction.ROLLBACK.ordinal());
            return chance < HOLDING || last.mask()[forward] == 0 ? ModelAction.HOLD.ordinal() : forward;
        }
    }
}
