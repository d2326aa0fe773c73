package dev.serin.policy;

import java.util.function.Predicate;

import dev.serin.canary.Weight;
import dev.serin.observation.FlaggerChecks;
import dev.serin.observation.Observation;

/**
 * Flagger's own rule, for comparison: fixed steps while the checks pass, rollback once the failed checks of the whole
 * release reach the threshold, a failed check holds. It looks at the canary alone. As in Flagger's loop
 * (advanceCanary in fluxcd/flagger pkg/controller/scheduler.go) the threshold is looked at before this tick's check
 * is counted.
 *
 * <p>
 * The state that Flagger keeps in {@code status.failedChecks} is taken from the evidence ({@link FlaggerChecks}), so
 * that this policy is pure. Approximated: checks are counted from the canary's first request on, not from the first
 * tick above weight 0, and hooks that fail do not count.
 */
public final class ThresholdPolicy implements Policy {

    public static final String NAME = "threshold";

    private static final int STEP_WEIGHT = 10;
    private static final int MAX_WEIGHT = 50;
    private static final int THRESHOLD = 5;

    private final PolicyRef ref = PolicyRef.ofRule(NAME,
            "stepWeight=" + STEP_WEIGHT + " maxWeight=" + MAX_WEIGHT + " threshold="
                    + THRESHOLD + " success>=" + FlaggerChecks.SUCCESS_PERCENT_MIN + " p99<="
                    + FlaggerChecks.LATENCY_P99_MILLIS_MAX);

    @Override
    public PolicyRef ref() {
        return ref;
    }

    @Override
    public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        if (seen.weight().isZero()) {
            return FirstStep.propose(seen, permitted);
        }
        FlaggerChecks checks = seen.evidence().checks();
        if (checks.failedBeforeNewest() >= THRESHOLD) {
            return Proposal.rollback("roll back from %s: %d failed checks, %d are the threshold; %s".formatted(seen.weight(),
                    checks.failedBeforeNewest(), THRESHOLD, Findings.of(seen)));
        }
        return checks.newestPassed() ? passed(seen)
                : Proposal.hold(seen.weight(),
                        "hold at %s: check %d of %d failed; %s".formatted(seen.weight(), checks.failed(), THRESHOLD,
                                Findings.of(seen)));
    }

    private static Proposal passed(Observation seen) {
        if (seen.weight().percent() >= MAX_WEIGHT) {
            return Proposal.promote("promote from %s: the checks pass; %s".formatted(seen.weight(), Findings.of(seen)));
        }
        Weight next = seen.weight().plus(STEP_WEIGHT);
        return Proposal.advance(next,
                "advance %s to %s: the checks pass; %s".formatted(seen.weight(), next, Findings.of(seen)));
    }
}
