package dev.serin.policy;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.serin.canary.Outage;
import dev.serin.observation.Observation;

/**
 * A policy with the sequential test beside it, which steps in where the chosen one must not be asked or cannot answer,
 * and otherwise says in every explanation what it would have done.
 */
public final class FallbackPolicy implements Policy, AutoCloseable {

    private final Policy chosen;
    private final SequentialTestPolicy test;

    public FallbackPolicy(Policy chosen, SequentialTestPolicy test) {
        this.chosen = chosen;
        this.test = test;
    }

    /** The chosen policy; {@link #consult} names the one that decides. */
    @Override
    public PolicyRef ref() {
        return chosen.ref();
    }

    @Override
    public Map<String, String> metadata() {
        return chosen.metadata();
    }

    @Override
    public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        return consult(seen, permitted).proposal();
    }

    @Override
    public Opinion consult(Observation seen, Predicate<Proposal> permitted) {
        Optional<String> unfit = chosen.unfit(seen);
        if (unfit.isPresent()) {
            return instead(unfit.get(), seen, permitted);
        }
        try {
            return chosen.consult(seen, permitted);
        } catch (Outage broken) {
            return instead(broken.getMessage(), seen, permitted);
        }
    }

    private Opinion instead(String why, Observation seen, Predicate<Proposal> permitted) {
        Proposal own = test.propose(seen, permitted);
        return new Opinion(test.ref(), new Proposal(own.action(), own.to(), "fallback: " + why + "; " + own.reason()));
    }

    @Override
    public Explanation explain(Opinion wanted, Observation seen, BiPredicate<Proposal, Observation> permitted) {
        if (wanted.policy().equals(test.ref())) {
            return test.explain(wanted, seen, permitted)
                    .insteadOfAsking(chosen.unfit(seen).orElse("the policy " + chosen.ref().name() + " could not answer"));
        }
        return chosen.explain(wanted, seen, permitted).with(test.consult(seen, proposal -> permitted.test(proposal, seen)));
    }

    @Override
    public void close() throws Exception {
        if (chosen instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
