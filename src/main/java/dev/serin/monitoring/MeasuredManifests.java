package dev.serin.monitoring;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.Draft;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.gitops.ManifestRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;

/** The manifests in Git, with everything that a decision waits for timed. */
@Startup
@Alternative
@Priority(1)
@ApplicationScoped
class MeasuredManifests implements ManifestRepository {

    private static final String READ = "read";
    private static final String COMMIT = "commit";
    private static final String DRAFT = "draft";
    private static final String FIND = "find";

    private final JGitManifestRepository git;
    private final MeterRegistry registry;

    MeasuredManifests(JGitManifestRepository git, MeterRegistry registry) {
        this.git = git;
        this.registry = registry;
        List.of(READ, COMMIT, DRAFT, FIND).forEach(this::failures);
    }

    @Override
    public Approval read(CanaryRef canary, Budget budget) {
        return timed(READ, () -> git.read(canary, budget), Approval.Unknown.class::isInstance);
    }

    /** What changes nothing does not ask Git, and would only make it look quick. */
    @Override
    public Change apply(Ruling ruling, Approval basis, Budget budget) {
        return ruling.changesNothing() ? git.apply(ruling, basis, budget)
                : timed(COMMIT, () -> git.apply(ruling, basis, budget), Change.Failed.class::isInstance);
    }

    @Override
    public Draft draft(Ruling ruling, Approval basis, Budget budget) {
        return timed(DRAFT, () -> git.draft(ruling, basis, budget), draft -> false);
    }

    @Override
    public Optional<String> commitOf(String decisionId, Budget budget) {
        return timed(FIND, () -> git.commitOf(decisionId, budget), commit -> false);
    }

    private <T> T timed(String operation, Supplier<T> work, Predicate<T> failed) {
        Timer.Sample sample = Timer.start(registry);
        try {
            T outcome = work.get();
            if (failed.test(outcome)) {
                failures(operation).increment();
            }
            return outcome;
        } catch (Outage outage) {
            failures(operation).increment();
            throw outage;
        } finally {
            sample.stop(Buckets.CALL.timer("serin.git", "What a decision waited for Git", registry, "operation", operation));
        }
    }

    private Counter failures(String operation) {
        return Counter.builder("serin.git.failures").description("Times that Git could not be read or written")
                .tag("operation", operation).register(registry);
    }
}
