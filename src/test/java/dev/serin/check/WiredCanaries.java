package dev.serin.check;

import static dev.serin.check.Wired.edited;
import static dev.serin.check.Wired.plain;
import static dev.serin.check.Wired.replaced;
import static dev.serin.check.Wired.without;

import java.util.List;

/** Every way to wire a Canary wrongly that the check knows, and the right one. */
final class WiredCanaries {

    /** Nothing is wrong. */
    static final String HEALTHY = "healthy";
    static final String ABSENT_IN_CLUSTER = "only-in-git";
    static final String ABSENT_IN_GIT = "only-in-cluster";
    static final String WITH_REPLICAS = "scaled";
    static final String UNSEEN = "unseen";
    static final String WITHOUT_BUCKETS = "unbucketed";

    private static final String HOOKS = "error: spec.analysis.webhooks ";
    private static final String ROLLBACK = "spec.analysis.webhooks[1]";

    static final List<Wired> ALL = List.of(
            plain(HEALTHY, Wired.GOOD, "", ""),
            // Hooks
            edited("hookless", text -> text.substring(0, text.indexOf("    webhooks:")), HOOKS + "do not call Serin",
                    "k8s/sample-canary.yaml"),
            without("no-start", "confirm-rollout", HOOKS + "have no confirm-rollout", "left of the last one"),
            without("no-heartbeat", "rollback", HOOKS + "have no rollback", "cannot end one"),
            without("no-gate", "confirm-promotion", "warning: spec.analysis.webhooks have no confirm-promotion",
                    "nothing brakes"),
            replaced("other-path", "/flagger/rollback/change-me", "/hooks/rollback", "error: " + ROLLBACK + ".url",
                    "end in /flagger/rollback/<token>"),
            replaced("other-type", "/flagger/rollback/", "/flagger/confirm-rollout/", "error: " + ROLLBACK + ".url",
                    "names another type than the hook's own, rollback"),
            edited("no-type-of-flaggers", text -> text.replace("type: rollback", "type: roll-back"),
                    "error: " + ROLLBACK + ".type",
                    "is none of Flagger's"),
            replaced("wrong-token", "/flagger/rollback/change-me", "/flagger/rollback/s3cr3t-but-wrong",
                    "error: " + ROLLBACK + ".url", "no token that Serin knows"),
            replaced("no-token", "/flagger/rollback/change-me", "/flagger/rollback", "error: " + ROLLBACK + ".url",
                    "no token that Serin knows"),
            replaced("not-http", "http://serin.serin-system/flagger/rollback/", "serin.serin-system/flagger/rollback/",
                    "error: " + ROLLBACK + ".url", "let it be http://"),
            edited("by-failed-checks",
                    text -> text.replace("type: rollback", "type: rollout").replace("/rollback/", "/rollout/"),
                    "warning: " + ROLLBACK + ".type is rollout", "make it a rollback hook"),
            replaced("impatient", "8s", "5s", "warning: spec.analysis.webhooks[0].timeout is not above the 5000 ms", "hang up"),
            replaced("too-patient", "8s", "30s", "warning: spec.analysis.webhooks[0].timeout is not below the interval",
                    "delays"),
            // Analysis
            replaced("no-interval", "    interval: 30s\n", "", "warning: spec.analysis.interval is missing", "takes 60s"),
            edited("short-interval", text -> text.replace("interval: 30s", "interval: 9s"),
                    "warning: spec.analysis.interval is below the 10 s", "write 10s"),
            replaced("blue-green", "    threshold: 10\n", "    threshold: 10\n    iterations: 5\n",
                    "error: spec.analysis.iterations",
                    "blue/green"),
            replaced("suspended", "  service:\n", "  suspend: true\n  service:\n", "warning: spec.suspend", "remove it"),
            replaced("skipping", "  service:\n", "  skipAnalysis: true\n  service:\n", "warning: spec.skipAnalysis",
                    "without asking"),
            replaced("unreadable", "maximum-weight: \"50\"", "maximum-weight: \"lots\"",
                    "error: metadata.annotations cannot all be",
                    "serin.dev/maximum-weight"),
            replaced("targetless", "    name: podinfo\n  service", "  service", "error: spec.targetRef.name is missing",
                    "name the Deployment"),
            // Git
            replaced("inconvertible", "    threshold: 10\n", "    threshold: &ten 10\n    stepWeight: *ten\n",
                    "error: spec.analysis.stepWeight", "is an alias"),
            plain(ABSENT_IN_GIT, Wired.GOOD, "error: Canary prod/only-in-cluster has no manifest", "commit one"),
            plain(WITH_REPLICAS, Wired.GOOD, "warning: spec.replicas of the Deployment stands in Git, in apps/scaled-web.yaml",
                    "HorizontalPodAutoscaler"),
            // Flux
            plain("by-hand", "", "warning: flux did not apply this Canary", "reaches nobody"),
            plain("orphaned", "gone", "error: flux has no Kustomization flux-system/gone", "create it"),
            plain("paused", "paused", "error: flux is suspended at Kustomization flux-system/paused",
                    "flux resume kustomization paused -n flux-system"),
            plain("failing", "failing", "error: flux cannot apply Kustomization flux-system/failing, reason BuildFailed",
                    "flux get kustomization"),
            plain("paused-source", "on-paused-source", "error: flux is suspended at GitRepository flux-system/paused",
                    "flux resume source git paused"),
            plain("other-branch", "on-other-branch", "error: flux applies branch production", "set serin.git.branch"),
            plain("unreadable-flux", "secret", "unknown: flux could not be checked", "no right to get kustomizations"),
            replaced("hands-off", "  annotations:\n", "  annotations:\n    kustomize.toolkit.fluxcd.io/reconcile: disabled\n",
                    "error: metadata.annotations has kustomize.toolkit.fluxcd.io/reconcile", "remove that annotation"),
            // Cluster
            plain(ABSENT_IN_CLUSTER, Wired.GOOD, "error: cluster has no Canary prod/only-in-git", "let Flux apply it"),
            // Prometheus
            plain(UNSEEN, Wired.GOOD, "error: telemetry of the primary is missing. no telemetry: no series",
                    "whether the primary is scraped"),
            replaced("unknown-mesh", "  targetRef:\n", "  provider: osm\n  targetRef:\n",
                    "error: telemetry of the primary is missing",
                    "no query template for provider osm"),
            plain(WITHOUT_BUCKETS, Wired.GOOD, "error: telemetry of the primary has no latency histogram",
                    "classic histogram"));

    private WiredCanaries() {
    }
}
