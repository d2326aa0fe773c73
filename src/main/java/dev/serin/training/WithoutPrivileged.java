package dev.serin.training;

import dev.serin.simulation.environment.Environment;

/** The same environment for a critic that may see no more than the policy does. */
final class WithoutPrivileged implements Environment {

    private static final float[] NOTHING = {};

    private final Environment environment;

    WithoutPrivileged(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int observationSize() {
        return environment.observationSize();
    }

    @Override
    public int actions() {
        return environment.actions();
    }

    @Override
    public int privilegedSize() {
        return NOTHING.length;
    }

    @Override
    public Step reset(long seed) {
        return hidden(environment.reset(seed));
    }

    @Override
    public Step step(int action) {
        return hidden(environment.step(action));
    }

    private static Step hidden(Step step) {
        return new Step(step.observation(), step.mask(), NOTHING, step.reward(), step.terminated(), step.truncated());
    }
}
