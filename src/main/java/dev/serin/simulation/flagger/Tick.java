package dev.serin.simulation.flagger;

import java.time.Clock;
import java.time.Instant;

import dev.serin.canary.Phase;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.CanaryStatus;

/**
 * One tick: {@code advanceCanary} of Flagger's pkg/controller/scheduler.go for the canary strategy. Spec and status are
 * read once, at the start: a commit made while a hook is answered changes the next tick, not this one.
 */
final class Tick {

    private final CanaryResource canary;
    private final CanarySpec spec;
    private final CanaryStatus seen;
    private final Workload workload;
    private final TickHooks hooks;
    private final Clock clock;

    Tick(CanaryResource canary, Workload workload, HookClient client, Clock clock) {
        this.canary = canary;
        this.spec = CanarySpec.of(canary.manifest().spec());
        this.seen = canary.status();
        this.workload = workload;
        this.hooks = new TickHooks(canary, spec, seen, client, clock);
        this.clock = clock;
    }

    void run() {
        if (spec.suspend()) {
            hooks.normal("skipping canary run as object is suspended");
        } else if (seen.phase() == Phase.NONE || seen.phase() == Phase.INITIALIZING) {
            initialize();
        } else if (shouldAdvance()) {
            advance();
        }
    }

    private void initialize() {
        workload.promote();
        workload.scaleCanaryToZero();
        canary.updateStatus(status -> status.synced(Phase.INITIALIZED, workload.targetSpec(), now()));
        hooks.event("Normal", "Initialization done! " + id(), Phase.INITIALIZED);
    }

    private boolean shouldAdvance() {
        if (seen.phase() == Phase.FAILED) {
            canary.updateStatus(status -> status.noting(workload.targetSpec(), now()));
        }
        return !seen.phase().isIdle() || seen.phase() == Phase.WAITING || seen.isOutdatedBy(workload.targetSpec());
    }

    private void advance() {
        if (!spec.skipAnalysis() && !workload.isPrimaryReady()) {
            hooks.warn(spec.target() + "-primary is not ready");
        } else if (seen.phase().isIdle()) {
            start();
        } else if (seen.phase().isAnalysis() && seen.isOutdatedBy(workload.targetSpec())) {
            restart();
        } else {
            goOnWhenReady();
        }
    }

    private void start() {
        if (hooks.confirmRollout()) {
            hooks.event("Normal", "New revision detected! Scaling up " + target(), Phase.PROGRESSING);
            workload.scaleCanaryUp();
            canary.updateStatus(status -> status.synced(Phase.PROGRESSING, workload.targetSpec(), now()));
        }
    }

    /** No confirm-rollout here: the new revision starts at weight 0 by itself. */
    private void restart() {
        workload.route(Routes.PRIMARY_ONLY);
        canary.updateStatus(status -> status.synced(Phase.PROGRESSING, workload.targetSpec(), now()));
        hooks.event("Normal", "New revision detected! Restarting analysis for " + target(), Phase.PROGRESSING);
    }

    private void goOnWhenReady() {
        switch (workload.canaryReadiness()) {
            case READY -> goOn();
            case NOT_READY -> hooks.warn("canary deployment " + target() + " not ready");
            case DEADLINE_EXCEEDED -> {
                hooks.warn("Rolling back " + id() + " progress deadline exceeded");
                rollBack();
            }
        }
    }

    private void goOn() {
        if (spec.skipAnalysis()) {
            skipAnalysis();
        } else if (seen.phase().isAnalysis() && hooks.rollbackSignalled()) {
            hooks.warn("Rolling back " + id() + " manual webhook invoked");
            rollBack();
        } else if (seen.phase() == Phase.PROMOTING) {
            shiftToPrimary();
        } else if (seen.phase() == Phase.FINALISING) {
            finish();
        } else if (seen.failedChecks() >= spec.threshold()) {
            rollBack();
        } else {
            analyse();
        }
    }

    private void skipAnalysis() {
        workload.route(Routes.PRIMARY_ONLY);
        copyTemplate();
        workload.scaleCanaryToZero();
        setPhase(Phase.SUCCEEDED);
        hooks.postRollout(Phase.SUCCEEDED);
        hooks.event("Normal", "Promotion completed! Canary analysis was skipped for " + target(), Phase.SUCCEEDED);
    }

    private void analyse() {
        Routes routes = workload.routes();
        boolean isFirst = routes.canary() == 0 && seen.iterations() == 0;
        if (isFirst) {
            hooks.normal("Starting canary analysis for " + target());
        }
        boolean passed = isFirst ? hooks.preRollout() : hooks.rollout() && metricsPass();
        if (passed) {
            moveTraffic(routes);
        } else {
            canary.updateStatus(status -> status.withOneMoreFailedCheck(now()));
        }
    }

    private boolean metricsPass() {
        return new MetricAnalysis(workload, hooks, id()).passes(spec.metrics());
    }

    /** The gate is asked whenever the canary could move, promotion included; a step of 0 or less holds without a question. */
    private void moveTraffic(Routes routes) {
        int step = spec.weighting().nextStep(routes.canary());
        if (step <= 0 || seen.phase() != Phase.WAITING_PROMOTION && !hooks.confirmTrafficIncrease()) {
            return;
        }
        if (routes.canary() < spec.weighting().ceiling()) {
            increase(routes.towardsCanary(step));
        } else if (hooks.confirmPromotion()) {
            copyTemplate();
            setPhase(Phase.PROMOTING);
        }
    }

    private void increase(Routes next) {
        workload.route(next);
        canary.updateStatus(status -> status.atWeight(next.canary(), now()));
        hooks.normal("Advance " + id() + " canary weight " + next.canary());
    }

    private void copyTemplate() {
        hooks.normal("Copying " + target() + " template spec to " + spec.target() + "-primary." + canary.ref().namespace());
        workload.promote();
    }

    private void shiftToPrimary() {
        if (spec.weighting().stepWeightPromotion() == 0) {
            hooks.normal("Routing all traffic to primary");
            workload.route(Routes.PRIMARY_ONLY);
            setPhase(Phase.FINALISING);
        } else if (workload.routes().canary() > 0) {
            shiftOneStep(workload.routes().towardsPrimary(spec.weighting().stepWeightPromotion()));
        }
    }

    private void shiftOneStep(Routes next) {
        workload.route(next);
        hooks.normal("Advance " + id() + " primary weight " + next.primary());
        if (next.primary() == Weighting.TOTAL) {
            setPhase(Phase.FINALISING);
        } else {
            canary.updateStatus(status -> status.atWeight(next.canary(), now()));
        }
    }

    private void finish() {
        workload.scaleCanaryToZero();
        setPhase(Phase.SUCCEEDED);
        hooks.postRollout(Phase.SUCCEEDED);
        hooks.event("Normal", "Promotion completed! Scaling down " + target(), Phase.SUCCEEDED);
    }

    private void rollBack() {
        if (seen.failedChecks() >= spec.threshold()) {
            hooks.warn("Rolling back " + id() + " failed checks threshold reached " + seen.failedChecks());
        }
        workload.route(Routes.PRIMARY_ONLY);
        hooks.event("Warning", "Canary failed! Scaling down " + id(), Phase.FAILED);
        workload.scaleCanaryToZero();
        canary.updateStatus(status -> status.synced(Phase.FAILED, workload.targetSpec(), now()));
        hooks.postRollout(Phase.FAILED);
    }

    private void setPhase(Phase phase) {
        canary.updateStatus(status -> status.inPhase(phase, now()));
    }

    private Instant now() {
        return clock.instant();
    }

    private String id() {
        return canary.ref().name() + "." + canary.ref().namespace();
    }

    private String target() {
        return spec.target() + "." + canary.ref().namespace();
    }
}
