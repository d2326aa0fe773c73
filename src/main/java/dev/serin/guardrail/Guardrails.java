package dev.serin.guardrail;

import java.util.List;
import java.util.stream.Stream;

import dev.serin.canary.CanaryState;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** All the hard rules, one after the other: each sees what the ones before it left of the proposal. Pure. */
public final class Guardrails {

    /** Reasons to roll back, before anything else. */
    static final List<BrakeGuardrail> BRAKES = List.of(
            new ErrorCeiling(),
            new LatencyCeiling(),
            new AlertsRollback(),
            new RollbackDeadline());

    /** Reasons to stay where it is. */
    static final List<StayGuardrail> STAYS = List.of(
            new ReadableSettings(),
            new KnownApproval(),
            new NoDataNoAdvance(),
            new AlertsHold(),
            new ChangeFreeze(),
            new MaximumAdvancing(),
            new MinimumTimeAtWeight(),
            new MinimumRequestsAtWeight());

    /** How far a step may go. A promotion that comes too early becomes an advance first, which is then cut. */
    static final List<ForwardGuardrail> STEPS = List.of(
            new NotAllAtOnce(),
            new FirstWeight(),
            new MaximumWeight(),
            new MaximumStep(),
            new RisingWeight());

    /** Whether it is done at all. */
    private static final Guardrail DRY_RUN = new DryRun();

    /** The rules in their order. */
    public static final List<Guardrail> IN_ORDER = Stream.of(BRAKES, STAYS, STEPS, List.of(DRY_RUN))
            .<Guardrail> flatMap(List::stream).toList();

    private final GuardrailSettings global;

    /** @param global holds for each canary whose annotations say nothing else */
    public Guardrails(GuardrailSettings global) {
        this.global = global;
    }

    public GuardrailSettings settingsOf(CanaryState canary) {
        return global.overriddenBy(canary.annotations());
    }

    /** What the rules leave open at one observation, for who asks about several proposals or needs no words. */
    public Clearance clearance(Observation observation) {
        return new Clearance(observation, settingsOf(observation.canary()));
    }

    /** Asks every rule. */
    public Review review(Proposal wanted, Observation observation) {
        return clearance(observation).review(wanted);
    }

    /** @see Clearance#permits */
    public boolean permits(Proposal wanted, Observation observation) {
        return clearance(observation).permits(wanted);
    }

    /** The only rule for what no policy was asked about: whether it is done or only recorded. */
    public Verdict reviewWithoutPolicy(Proposal settled, Observation observation) {
        return DRY_RUN.check(settled, observation, settingsOf(observation.canary()));
    }
}
