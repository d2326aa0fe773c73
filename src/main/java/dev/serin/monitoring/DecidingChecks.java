package dev.serin.monitoring;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.journal.Journal;
import dev.serin.observation.Answer;
import dev.serin.observation.Canaries;
import dev.serin.observation.PrometheusClient;
import dev.serin.observation.PrometheusConfig;
import dev.serin.policy.Policy;
import dev.serin.rollout.RolloutConfig;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Whether a decision could be made now, by looking as a decision would: {@code /q/health/group/decide}. None of it belongs to
 * readiness. A Serin that is blind still answers hooks, with hold; one that got no hooks for that would cost releases. Whoever
 * asks is answered together with all who ask at the same time: the group has no login, and must be no way to wear out Git.
 */
@ApplicationScoped
class DecidingChecks {

    private static final String GROUP = "decide";

    /** A question that every Prometheus answers, whatever it has scraped. */
    private static final String ANY_QUESTION = "vector(1)";

    private final RolloutConfig config;
    private final Clock clock;

    DecidingChecks(RolloutConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Produces
    @ApplicationScoped
    @HealthGroup(GROUP)
    AsyncHealthCheck policy(Policy policy) {
        return check("policy",
                answer -> answer.withData("name", policy.ref().name()).withData("sha256", policy.ref().sha256()));
    }

    @Produces
    @ApplicationScoped
    @HealthGroup(GROUP)
    AsyncHealthCheck git(JGitManifestRepository git) {
        return check("git", answer -> answer.withData("head", git.head(budget())));
    }

    @Produces
    @ApplicationScoped
    @HealthGroup(GROUP)
    AsyncHealthCheck prometheus(PrometheusClient prometheus, PrometheusConfig prometheusConfig) {
        return check("prometheus", answer -> {
            Answer said = prometheus.ask(ANY_QUESTION, clock.instant(), budget().upTo(prometheusConfig.timeout())).join();
            if (said instanceof Answer.Fault fault) {
                throw new Outage("Prometheus " + fault.reason());
            }
        });
    }

    /** The list may be an old one that stands in for one that cannot be had; a single Canary is always read anew. */
    @Produces
    @ApplicationScoped
    @HealthGroup(GROUP)
    AsyncHealthCheck cluster(Canaries canaries) {
        return check("cluster", answer -> {
            Budget budget = budget();
            List<CanaryState> fleet = canaries.all(budget);
            fleet.stream().findFirst().ifPresent(canary -> canaries.find(canary.ref(), budget));
            answer.withData("canaries", fleet.size());
        });
    }

    @Produces
    @ApplicationScoped
    @HealthGroup(GROUP)
    AsyncHealthCheck journal(Journal journal) {
        return check("journal", answer -> answer.withData("unsettled", journal.unsettled().size()));
    }

    private Budget budget() {
        return Budget.of(config.budget(), clock);
    }

    /** @param look throws an {@link Outage} where a decision would find one */
    private AsyncHealthCheck check(String name, Consumer<HealthCheckResponseBuilder> look) {
        SharedLook<HealthCheckResponse> shared = new SharedLook<>(() -> answer(name, look),
                Infrastructure.getDefaultWorkerPool(), clock);
        return () -> Uni.createFrom().completionStage(shared::answer);
    }

    private static HealthCheckResponse answer(String name, Consumer<HealthCheckResponseBuilder> look) {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named(name).up();
        try {
            look.accept(answer);
        } catch (Outage outage) {
            answer.down().withData("reason", outage.getMessage());
        }
        return answer.build();
    }
}
