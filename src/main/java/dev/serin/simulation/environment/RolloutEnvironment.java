package dev.serin.simulation.environment;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;

import dev.serin.canary.Weight;
import dev.serin.decision.Decider;
import dev.serin.decision.Decision;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.Guardrails;
import dev.serin.observation.Evidence;
import dev.serin.observation.Observation;
import dev.serin.observation.Tolerances;
import dev.serin.policy.ModelAction;
import dev.serin.policy.ObservationEncoder;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/**
 * A canary release as an environment in Gymnasium's words: see {@link Environment}. A step is one tick of Flagger,
 * 10 s to 60 s by the service's traffic ({@link Sizing}). Decider, guardrails, evidence and encoder are production's
 * own.
 *
 * <p>
 * <b>Observation</b>: the numbers of {@link ObservationEncoder}'s table, each finite and in the range given there.
 * They come from telemetry alone: nothing of the {@link Truth} or the {@link Scenario} is in them.
 * <p>
 * <b>Action</b>:
 *
 * <pre>
 * Num | action   | meaning
 *  0  | hold     | stay at the weight
 *  1  | +1       | approve one percentage point more; an approval once given is the next step, whatever its size
 *  2  | +5       |
 *  3  | +10      |
 *  4  | +30      |
 *  5  | promote  | approve the promotion
 *  6  | rollback | all traffic back to the primary
 * </pre>
 *
 * Going forward takes two steps: one approves, and the next one that wants to go forward moves the traffic. The mask
 * is what the guardrails permit, and holding always. They are asked again about the action taken: where a ceiling or
 * the deadline is reached, they roll back instead of holding.
 * <p>
 * <b>Reward</b>, from the truth and not from telemetry, so that it has no noise; the sizes are {@link
 * RewardSettings}'s:
 *
 * <pre>
 * when         | reward
 * each step    | progress * (change of the weight's share) - perMinute * the sizing's urgency * minutes,
 *              |   and - perLateMinute * minutes after the sizing's time
 *              |   - perErrorSecond * errors - perSlowSecond * slow, in full-traffic-seconds of this step
 * promotion    | progress * (1 - the weight's share), plus
 *              |   promoteGood, or for a bad release
 *              |   - promoteBad - promoteSevere * min(1, sqrt(severity / severe)) - progress
 * rollback     | - progress * (the weight's share), plus rollBackBad or - rollBackGood
 * </pre>
 *
 * <b>Start</b>: the canary has had its first weight for one interval, which is not rewarded. <b>End</b>: terminated
 * by promotion or rollback, the guardrail's rollback at the deadline included; never truncated. In the last step no
 * time passes.
 * <p>
 * <b>Privileged</b>, for a critic in training alone:
 *
 * <pre>
 * Num | source
 *  0  | 1 for a bad release, else 0
 *  1  | square root of ten times the severity, at most 2
 *  2  | ten times the fault's errors, at most 2
 *  3  | the fault's latency factor less 1
 *  4  | share of the traffic from which the fault shows
 *  5  | the warm-up's factor less 1
 *  6  | five times the standard deviation of each version's own error noise
 *  7  | 1 when there is an incident, at whatever time, else 0
 * </pre>
 */
public final class RolloutEnvironment implements Environment {

    private static final int PRIVILEGED = 8;
    /** Kept, because {@code values()} makes a new array at every call. */
    private static final ModelAction[] ACTIONS = ModelAction.values();
    private static final Evidence WITHOUT_BETS = Evidence.withoutBets(Tolerances.DEFAULT);

    private final LongFunction<SyntheticService> services;
    private final RewardSettings rewards;
    private final Map<Sizing, Guardrails> guardrails = new HashMap<>();
    private Episode episode;

    /** @param services draws the release of an episode from its seed */
    public RolloutEnvironment(LongFunction<SyntheticService> services, RewardSettings rewards) {
        this.services = services;
        this.rewards = rewards;
        Sizing.RECOMMENDED.forEach(sizing -> guardrails.put(sizing, new Guardrails(sizing.guardrails())));
    }

    @Override
    public int observationSize() {
        return ObservationEncoder.features().size();
    }

    @Override
    public int actions() {
        return ACTIONS.length;
    }

    @Override
    public int privilegedSize() {
        return PRIVILEGED;
    }

    @Override
    public Step reset(long seed) {
        episode = new Episode(services.apply(seed));
        return episode.start();
    }

    @Override
    public Step step(int action) {
        return episode.step(action);
    }

    /** The release of the present episode, for scores. */
    public GuardedRelease release() {
        return episode.release;
    }

    private static double share(Weight weight) {
        return weight.percent() / 100.0;
    }

    /**
     * All that changes from step to step. Made anew for each release, also because writing into an object that has outlived
     * collections costs the collector's bookkeeping at every step.
     */
    private final class Episode {

        private final SyntheticService service;
        private final GuardedRelease release;
        private final Guardrails rules;
        private final ChosenAction chosen = new ChosenAction();
        private final Decider decider;
        private final float[] privileged;
        private Observation seen;
        private Clearance clearance;
        private float[] mask;

        private Episode(SyntheticService service) {
            Sizing sizing = Sizing.recommendedFor(service.facts());
            this.service = service;
            release = new GuardedRelease(service, sizing, service.scenario().delayIntervals(), WITHOUT_BETS);
            rules = guardrails.get(sizing);
            decider = new Decider(chosen, rules, observation -> "");
            privileged = privilegedOf(service.scenario(), service.truth());
            seen = release.observation();
        }

        private Step start() {
            return step(0.0);
        }

        private Step step(int action) {
            requireAllowed(action);
            chosen.action = ACTIONS[action];
            double weightBefore = share(release.weight());
            Decision decision = decider.judge(seen, clearance).unworded();
            release.follow(decision);
            return release.end() == GuardedRelease.End.OPEN ? step(passed(weightBefore))
                    : last(rewards.atEnd(release.end(), service.truth(), weightBefore));
        }

        private void requireAllowed(int action) {
            if (release.end() != GuardedRelease.End.OPEN) {
                throw new IllegalStateException("The episode has ended; reset the environment");
            }
            if (mask[action] == 0) {
                throw new IllegalStateException("The action " + ACTIONS[action].word() + " is masked");
            }
        }

        private double passed(double weightBefore) {
            seen = release.observation();
            return rewards.progress() * (share(release.weight()) - weightBefore)
                    - rewards.time(release.sizing(), release.length())
                    - rewards.perErrorSecond() * release.newestHarm().errors()
                    - rewards.perSlowSecond() * release.newestHarm().slow();
        }

        private Step step(double reward) {
            clearance = rules.clearance(seen);
            mask = ModelAction.mask(seen.weight(), clearance::permits);
            return new Step(ObservationEncoder.encode(seen), mask, privileged(), reward, false, false);
        }

        private Step last(double reward) {
            return new Step(new float[observationSize()], ModelAction.mask(Weight.ZERO, proposal -> true), privileged(), reward,
                    true, false);
        }

        /** Of all the truth only the severity changes: a fault may still grow. */
        private float[] privileged() {
            privileged[1] = severity(service.truth());
            return privileged;
        }
    }

    private static float[] privilegedOf(Scenario scenario, Truth truth) {
        return new float[] {
                truth.bad() ? 1 : 0,
                severity(truth),
                (float) Math.min(2, 10 * scenario.fault().errors()),
                (float) (scenario.fault().latencyFactor() - 1),
                (float) scenario.fault().fromWeight(),
                (float) (scenario.warmUp().factor() - 1),
                (float) scenario.noise().errorsOwn() * 5,
                scenario.incident().lengthMinutes() > 0 ? 1 : 0 };
    }

    private static float severity(Truth truth) {
        return (float) Math.min(2, Math.sqrt(10 * truth.severity()));
    }

    /** The action of the step as a policy, so that it goes through the same decider as any other. */
    private static final class ChosenAction implements Policy {

        private static final PolicyRef REF = new PolicyRef("learner", "0".repeat(64));

        private ModelAction action = ModelAction.HOLD;

        @Override
        public PolicyRef ref() {
            return REF;
        }

        @Override
        public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
            return action.at(observation.weight(), "chosen")
                    .orElseThrow(() -> new IllegalStateException("The action " + action.word() + " is masked"));
        }
    }
}
