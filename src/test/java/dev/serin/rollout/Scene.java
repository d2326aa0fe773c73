package dev.serin.rollout;

import static dev.serin.observation.Observations.RELEASE;

import java.util.List;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.policy.Policy;
import dev.serin.policy.Proposal;

/** A canary at a moment that calls for one action, and what Git holds before and after it. */
enum Scene {

    ADVANCE(Action.ADVANCE, Phase.PROGRESSING, 20, "5, 20, 20", "advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", "5, 20, 45, 45",
            Proposal.advance(new Weight(45), "no worse than the primary")),
    PROMOTE(Action.PROMOTE, Phase.PROGRESSING, 50, "5, 20, 50, 50", "advance 20-50 " + RELEASE + " 3f0c9a1d2b4e", "5, 20, 50",
            Proposal.promote("no worse than the primary")),
    ROLLBACK(Action.ROLLBACK, Phase.PROGRESSING, 20, "5, 20, 20", "advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", "5, 20, 20",
            Proposal.rollback("31 errors against 2")),
    RESET(Action.RESET, Phase.SUCCEEDED, 0, "5, 20, 50", "promote 50-100 " + RELEASE + " 3f0c9a1d2b4e", "5, 5",
            Proposal.hold(Weight.ZERO, "not asked")),
    HOLD(Action.HOLD, Phase.PROGRESSING, 20, "5, 20, 20", "advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", "5, 20, 20",
            Proposal.hold(new Weight(20), "evidence 0.4 of 1"));

    private final Action action;
    private final Phase phase;
    private final int weight;
    private final String before;
    private final String stamp;
    private final String after;
    private final Proposal wanted;

    Scene(Action action, Phase phase, int weight, String before, String stamp, String after, Proposal wanted) {
        this.action = action;
        this.phase = phase;
        this.weight = weight;
        this.before = before;
        this.stamp = stamp;
        this.after = after;
        this.wanted = wanted;
    }

    Action action() {
        return action;
    }

    Proposal wanted() {
        return wanted;
    }

    StepWeights pathBefore() {
        return path(before);
    }

    StepWeights pathAfter() {
        return path(after);
    }

    private static StepWeights path(String text) {
        return new StepWeights(List.of(text.split(", ")).stream().map(Integer::valueOf).toList());
    }

    Approval.Known approvalBefore() {
        return Observations.known(stamp, pathBefore().entries().toArray(Integer[]::new));
    }

    CanaryState canary() {
        return observations().build().canary();
    }

    /** @param minute the interval that the look falls into */
    Observation observation(Approval approval, int minute) {
        return observations().approval(approval).time(Observations.NOW.plusSeconds(60L * minute)).build();
    }

    private Observations observations() {
        return Observations.progressing().phase(phase).at(weight);
    }

    String manifest() {
        return """
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata:
                  name: podinfo
                  namespace: prod
                spec:
                  analysis:
                    interval: 1m
                    stepWeights: [%s] # the path
                    webhooks:
                    - name: serin-rollback
                      type: rollback
                      url: http://serin.serin-system/flagger/rollback
                      metadata: {decision: "%s"}
                """.formatted(before, stamp);
    }

    /** Always wants the same. */
    Policy policy() {
        return Spine.wanting(seen -> wanted);
    }
}
