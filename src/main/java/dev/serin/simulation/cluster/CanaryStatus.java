package dev.serin.simulation.cluster;

import java.time.Instant;

import dev.serin.canary.Phase;

/**
 * The status of a Canary as Flagger writes it (pkg/apis/flagger/v1beta1/status.go, pkg/canary/status.go). The weight here
 * is not the truth: it is 0 in WaitingPromotion and Promoting although traffic flows; the routes are.
 *
 * @param iterations -1 in WaitingPromotion, as Flagger computes {@code analysis.iterations - 1}
 * @param lastAppliedSpec hash of the target's template that Flagger last took note of; empty before initialisation
 * @param lastPromotedSpec hash of the template that the primary runs
 */
public record CanaryStatus(Phase phase, int canaryWeight, int failedChecks, int iterations, String lastAppliedSpec,
        String lastPromotedSpec, Instant lastTransitionTime) {

    /** Of a Canary that Flagger has not seen yet. */
    public static CanaryStatus unseen(Instant now) {
        return new CanaryStatus(Phase.NONE, 0, 0, 0, "", "", now);
    }

    /** Another phase; the counters start afresh and the target's present template is taken note of ({@code SyncStatus}). */
    public CanaryStatus synced(Phase next, String targetSpec, Instant now) {
        String promoted = next == Phase.INITIALIZED ? targetSpec : lastPromotedSpec;
        return new CanaryStatus(next, 0, 0, 0, targetSpec, promoted, now);
    }

    /** Takes note of the target's present template and leaves the rest, as Flagger does at every tick in Failed. */
    public CanaryStatus noting(String targetSpec, Instant now) {
        return new CanaryStatus(phase, canaryWeight, failedChecks, iterations, targetSpec, lastPromotedSpec, now);
    }

    /** Another phase ({@code SetStatusPhase}): outside Progressing, Waiting and Promoting the weight shows 0. */
    public CanaryStatus inPhase(Phase next, Instant now) {
        boolean keepsWeight = next == Phase.PROGRESSING || next == Phase.WAITING || next == Phase.PROMOTING;
        int nextIterations = keepsWeight ? iterations : next == Phase.WAITING_PROMOTION ? -1 : 0;
        String promoted = next == Phase.SUCCEEDED ? lastAppliedSpec : lastPromotedSpec;
        return new CanaryStatus(next, keepsWeight ? canaryWeight : 0, failedChecks, nextIterations, lastAppliedSpec, promoted,
                now);
    }

    public CanaryStatus atWeight(int weight, Instant now) {
        return new CanaryStatus(phase, weight, failedChecks, iterations, lastAppliedSpec, lastPromotedSpec, now);
    }

    /** One more failed check: the count never goes down within a release. */
    public CanaryStatus withOneMoreFailedCheck(Instant now) {
        return new CanaryStatus(phase, canaryWeight, failedChecks + 1, iterations, lastAppliedSpec, lastPromotedSpec, now);
    }

    /** Whether the target runs a template that is neither the last noted nor the primary's (pkg/canary/spec.go). */
    public boolean isOutdatedBy(String targetSpec) {
        return lastAppliedSpec.isEmpty() || !targetSpec.equals(lastPromotedSpec) && !targetSpec.equals(lastAppliedSpec);
    }
}
