package dev.serin.check;

import static dev.serin.check.Finding.error;
import static dev.serin.check.Finding.unknown;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.check.ClusterReader.Kind;
import dev.serin.gitops.BranchInspection;
import dev.serin.gitops.GitConfig;
import dev.serin.guardrail.GuardrailConfig;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.observation.Canaries;
import dev.serin.rollout.RolloutConfig;
import dev.serin.webhook.HookDoor;

/** Checks one Canary's wiring from end to end. Reads only, and says what it could not read. */
@ApplicationScoped
public class WiringCheck {

    private static final int AT_ONCE = 2;
    private static final String CLUSTER = "cluster";
    private static final String TARGET_KIND = "Deployment";

    private final ClusterReader cluster;
    private final Canaries canaries;
    private final HookDoor door;
    private final HookRules hooks;
    private final AnalysisRules analysis;
    private final GitRules git;
    private final FluxRules flux;
    private final TelemetryRules telemetry;
    private final CheckConfig config;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    WiringCheck(ClusterReader cluster, Canaries canaries, HookDoor door, BranchInspection branch, TelemetryRules telemetry,
            CheckConfig config, RolloutConfig rollout, GuardrailConfig guardrails, GitConfig git, Clock clock) {
        this.cluster = cluster;
        this.canaries = canaries;
        this.door = door;
        this.hooks = new HookRules(door, rollout.budget());
        this.analysis = new AnalysisRules(GuardrailSettings.of(guardrails));
        this.git = new GitRules(branch);
        this.flux = new FluxRules(cluster, git.branch());
        this.telemetry = telemetry;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Looks now. What does not answer in time is a finding, and so is that others look already: hooks need the threads more.
     */
    public Report check(CanaryRef canary) {
        if (!places.tryAcquire()) {
            return new Report(canary, List.of(error("check", "is busy with others", "try again in some seconds")));
        }
        try {
            return looked(canary);
        } finally {
            places.release();
        }
    }

    private Report looked(CanaryRef canary) {
        Budget budget = Budget.of(config.budget(), clock);
        return new Report(canary, Stream.concat(namespace(canary), ofCluster(canary, budget)).toList());
    }

    private Stream<Finding> namespace(CanaryRef canary) {
        return door.serves(canary.namespace()) ? Stream.empty()
                : Stream.of(
                        error("metadata.namespace", "is none that Serin decides for", "add it to serin.flagger.namespaces"));
    }

    /** Git can be checked without the cluster; then the target is taken to be called as the Canary. */
    private Stream<Finding> ofCluster(CanaryRef ref, Budget budget) {
        try {
            Optional<Fields> canary = cluster.find(Kind.CANARY, ref, budget);
            return canary.isPresent() ? ofCanary(ref, canary.get(), budget)
                    : Stream.concat(Stream.of(absent(ref, budget)), git.findings(ref, TARGET_KIND, ref.name(), budget));
        } catch (Outage outage) {
            return Stream.concat(Stream.of(unknown(CLUSTER, outage,
                    "see whether Serin reaches the Kubernetes API and may read there, as k8s/base/rbac.yaml lets it")),
                    git.findings(ref, TARGET_KIND, ref.name(), budget));
        }
    }

    private Finding absent(CanaryRef ref, Budget budget) {
        return cluster.serves(Kind.CANARY, budget)
                ? error(CLUSTER, "has no Canary " + ref, "commit one, such as k8s/sample-canary.yaml, and let Flux apply it")
                : error(CLUSTER, "does not serve Canaries as " + Kind.CANARY.version(),
                        "install Flagger with its CRDs");
    }

    private Stream<Finding> ofCanary(CanaryRef ref, Fields canary, Budget budget) {
        Optional<Duration> interval = canary.text("spec", "analysis", "interval").flatMap(Durations::parse);
        String kind = canary.text("spec", "targetRef", "kind").orElse(TARGET_KIND);
        String target = canary.text("spec", "targetRef", "name").orElse(ref.name());
        return Stream
                .of(analysis.findings(canary), hooks.findings(WiredHook.of(canary), interval), flux.findings(canary, budget),
                        git.findings(ref, kind, target, budget), ofTelemetry(ref, budget))
                .flatMap(findings -> findings);
    }

    private Stream<Finding> ofTelemetry(CanaryRef ref, Budget budget) {
        try {
            return canaries.find(ref, budget).stream().flatMap(state -> telemetry.findings(state, budget)).toList().stream();
        } catch (Outage outage) {
            return Stream.of(unknown("telemetry", outage, "mend what else was found"));
        }
    }
}
