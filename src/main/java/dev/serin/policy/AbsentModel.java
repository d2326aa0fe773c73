package dev.serin.policy;

import java.util.Optional;
import java.util.function.Predicate;

import dev.serin.canary.Outage;
import dev.serin.observation.Observation;

/**
 * The place of a shipped model that cannot be used here: {@link FallbackPolicy} asks the sequential test instead and says so
 * in every reason.
 *
 * @param why in a whole sentence
 */
record AbsentModel(String why) implements Policy {

    @Override
    public PolicyRef ref() {
        return new PolicyRef(OnnxPolicy.NAME, "0".repeat(64));
    }

    @Override
    public Optional<String> unfit(Observation observation) {
        return Optional.of(why);
    }

    @Override
    public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
        throw new Outage(why);
    }
}
