package dev.serin.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.observation.Canaries;

/** A cluster that shows what a test puts there, or cannot be read. */
@Alternative
@ApplicationScoped
public class ShownCanaries implements Canaries {

    private volatile List<CanaryState> states = List.of();
    private volatile boolean reachable = true;

    void show(List<CanaryState> shown) {
        states = List.copyOf(shown);
        reachable = true;
    }

    void show(CanaryState... shown) {
        show(Arrays.asList(shown));
    }

    void goAway() {
        reachable = false;
    }

    @Override
    public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
        return all(budget).stream().filter(state -> state.ref().equals(ref)).findFirst();
    }

    @Override
    public List<CanaryState> all(Budget budget) {
        if (!reachable) {
            throw new Outage("The Kubernetes API did not answer in 2 s");
        }
        return states;
    }
}
