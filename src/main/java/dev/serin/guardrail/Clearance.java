package dev.serin.guardrail;

import java.util.ArrayList;
import java.util.List;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * What the rules leave open at one observation. The rules that do not look at the proposal are asked once, those about the
 * size of a step for each proposal, and none of them for words before {@link #review} is called: training asks millions of
 * times.
 */
public final class Clearance {

    private final Observation observation;
    private final GuardrailSettings settings;
    private final boolean brakes;
    private final boolean stays;

    Clearance(Observation observation, GuardrailSettings settings) {
        this.observation = observation;
        this.settings = settings;
        this.brakes = brakes();
        this.stays = !brakes && stays();
    }

    private boolean brakes() {
        for (BrakeGuardrail rule : Guardrails.BRAKES) {
            if (rule.isReached(observation, settings)) {
                return true;
            }
        }
        return false;
    }

    private boolean stays() {
        for (StayGuardrail rule : Guardrails.STAYS) {
            if (rule.stays(observation, settings)) {
                return true;
            }
        }
        return false;
    }

    /** The settings of this canary. */
    public GuardrailSettings settings() {
        return settings;
    }

    /**
     * Whether a policy may choose this: the action passes, even where an advance is cut shorter. For masks. Where a ceiling is
     * reached only a rollback passes.
     */
    public boolean permits(Proposal wanted) {
        return outcome(wanted).action() == wanted.action();
    }

    /** What may be done, as in {@link #review} but without the rules' words: the very same proposal where all let it pass. */
    public Proposal outcome(Proposal wanted) {
        if (wanted.action() == Action.ROLLBACK) {
            return wanted;
        }
        if (brakes) {
            return BrakeGuardrail.ROLLBACK;
        }
        if (!ForwardGuardrail.isForward(wanted)) {
            return wanted;
        }
        return stays ? ForwardGuardrail.hold(observation) : cut(wanted);
    }

    private Proposal cut(Proposal wanted) {
        Proposal left = wanted;
        for (ForwardGuardrail rule : Guardrails.STEPS) {
            left = rule.limit(left, observation, settings);
        }
        return left;
    }

    /** Asks every rule what it has to say. */
    public Review review(Proposal wanted) {
        List<Verdict> verdicts = new ArrayList<>(Guardrails.IN_ORDER.size());
        Proposal outcome = wanted;
        for (Guardrail rule : Guardrails.IN_ORDER) {
            Verdict verdict = rule.check(outcome, observation, settings);
            verdicts.add(verdict);
            outcome = verdict instanceof Verdict.Replace replace ? replace.instead() : outcome;
        }
        return new Review(verdicts, outcome);
    }
}
