package dev.serin.simulation.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.observation.Evidence;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.ReleaseTrack;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ReleasedService.Served;
import dev.serin.simulation.flagger.Weighting;

/**
 * One release under Serin, in memory: Flagger's ticks in the recommended wiring (rollback hook and gates), Git, and what
 * Prometheus tells. A decision to go forward is committed in one tick and moves the traffic in the next, when Flux has applied
 * it and the gate has heard the same again; a rollback acts at once. As in production, the time at a weight begins with the
 * first look that sees it, one tick after the move.
 */
public final class GuardedRelease {

    private static final Release RELEASE = new Release("simulated");
    private static final CanaryRef REF = new CanaryRef("simulation", "service");
    private static final EnumSet<HookType> HOOKS = EnumSet.of(HookType.ROLLBACK, HookType.CONFIRM_TRAFFIC_INCREASE,
            HookType.CONFIRM_PROMOTION);
    private static final String COMMIT = "0".repeat(40);
    private static final String ID = "0".repeat(12);

    /** Where the release stands. */
    public enum End {
        OPEN,
        PROMOTED,
        ROLLED_BACK
    }

    private final ReleasedService service;
    private final Sizing sizing;
    private CanaryState canary;
    private final Deque<Interval> late = new ArrayDeque<>();
    private final int delayIntervals;
    private Weight weight = Weight.ZERO;
    private StepWeights live;
    private Approval.Known git;
    private ReleaseTrack track;
    private Interval newest;
    private Instant now = SyntheticService.START;
    private Harm harm = Harm.NONE;
    private Harm newestHarm = Harm.NONE;
    private End end = End.OPEN;

    /**
     * Starts the release: up to and with the first interval in which the canary has traffic.
     *
     * @param delayIntervals how many intervals late telemetry arrives
     */
    public GuardedRelease(ReleasedService service, Sizing sizing, int delayIntervals) {
        this(service, sizing, delayIntervals, Evidence.none());
    }

    /** @param none evidence that has not begun: with bets for a policy that tests, without for one that only reads the sums */
    GuardedRelease(ReleasedService service, Sizing sizing, int delayIntervals, Evidence none) {
        this.service = service;
        this.sizing = sizing;
        this.delayIntervals = delayIntervals;
        this.canary = new CanaryState(REF, Phase.PROGRESSING, Weight.ZERO, 0, sizing.interval(), List.of(), Optional.empty(),
                HOOKS, new CanaryState.Workload("kubernetes", "service", "service", Optional.empty()), Map.of());
        Weight first = sizing.guardrails().firstWeight();
        commit(StepWeights.holdingAt(first), new DecisionStamp(Action.RESET, Weight.ZERO, first, Release.ANY, ID));
        this.live = git.path();
        this.track = ReleaseTrack.start(RELEASE, Weight.ZERO, now, none);
        pass();
        reach(first);
        pass();
    }

    private void commit(StepWeights path, DecisionStamp stamp) {
        git = new Approval.Known(path, Optional.of(stamp), COMMIT);
    }

    /** What Serin sees when Flagger calls the rollback hook. */
    public Observation observation() {
        return new Observation(now, canary, RELEASE, git, newest, track.evidence(), track.since(), track.dwell(),
                List.of(), List.of());
    }

    /** The rest of the tick, and the time until the next one. */
    public void follow(Decision decision) {
        if (decision.action() == Action.ROLLBACK) {
            end = End.ROLLED_BACK;
            return;
        }
        StepWeights executed = live;
        commit(decision);
        if (decision.action() != Action.HOLD) {
            moveTraffic(new Weighting(0, 0, executed.entries(), 0));
        }
        live = git.path();
        if (end == End.OPEN) {
            pass();
        }
    }

    private void commit(Decision decision) {
        boolean further = decision.to().compareTo(git.path().ceiling()) > 0;
        if (decision instanceof Decision.Promote && git.path().holds()) {
            commit(git.path().promoted(), stamp(decision));
        } else if (decision instanceof Decision.Advance && further) {
            commit(git.path().advancedTo(decision.to()), stamp(decision));
        }
    }

    private static DecisionStamp stamp(Decision decision) {
        return new DecisionStamp(decision.action(), decision.from(), decision.to(), RELEASE, ID);
    }

    /** The gates are open: what Flagger makes of the list that it executes. */
    private void moveTraffic(Weighting weighting) {
        int step = weighting.nextStep(weight.percent());
        if (step > 0 && weight.percent() < weighting.ceiling()) {
            reach(weight.plus(step));
        } else if (step > 0) {
            end = End.PROMOTED;
        }
    }

    private void reach(Weight newWeight) {
        weight = newWeight;
        canary = canary.at(newWeight);
    }

    private void pass() {
        Served served = service.serve(weight, sizing.interval());
        now = now.plus(sizing.interval());
        newestHarm = served.harm();
        harm = harm.plus(newestHarm);
        late.addLast(served.seen());
        if (late.size() > delayIntervals + 1) {
            late.removeFirst();
        }
        newest = late.getFirst();
        if (!weight.isZero()) {
            track = track.at(weight, now).plus(newest);
        }
    }

    public End end() {
        return end;
    }

    public Weight weight() {
        return weight;
    }

    /** What the fault has cost so far. */
    public Harm harm() {
        return harm;
    }

    public Harm newestHarm() {
        return newestHarm;
    }

    /** From the start of the release until now. */
    public Duration length() {
        return Duration.between(SyntheticService.START, now);
    }

    /**
     * From the start of the release until all traffic was on the new version: Flagger moves it in the tick after the promotion.
     */
    public Duration lengthToFull() {
        return length().plus(sizing.interval());
    }

    public ReleasedService service() {
        return service;
    }

    public Sizing sizing() {
        return sizing;
    }
}
