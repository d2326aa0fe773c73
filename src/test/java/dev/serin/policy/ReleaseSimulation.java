package dev.serin.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.Traffic;

/**
 * One release under a policy, minute by minute, until it ends or the time is up. Noise as services have it: the
 * errors of both versions wander together and each on its own from one minute to the next, so does their latency a
 * little.
 */
final class ReleaseSimulation {

    static final int MINUTES_MAX = 90;

    private static final int STEP_MAX = 30;
    private static final int WEIGHT_MAX = 50;
    private static final int MINUTES_AT_WEIGHT_MIN = 2;

    private final Fate fate;
    private final RandomGenerator random;
    private final Traffic traffic;
    private final double rate;
    private final double baseErrors;
    private final double medianMillis;
    private final double sharedNoise;
    private final double ownNoise;
    private final double nuisance;
    private final double tau;
    private final List<Proposal> proposals = new ArrayList<>();
    private ReleaseTrack track = ReleaseTrack.start(Observations.RELEASE, Weight.ZERO, Observations.START);
    private int weightSince = 0;

    /** @param end the last action; hold when the time was up */
    record Outcome(Action end, int minutes, List<Proposal> proposals) {
    }

    ReleaseSimulation(Fate fate, long seed) {
        this.fate = fate;
        this.random = new SplittableRandom(seed);
        this.traffic = new Traffic(random);
        this.rate = fate.rate(random);
        this.baseErrors = between(1e-5, 4e-3);
        this.medianMillis = between(8, 100);
        this.sharedNoise = 0.5 * random.nextDouble();
        this.ownNoise = 0.2 * random.nextDouble();
        this.nuisance = 0.5 + 2.5 * random.nextDouble();
        this.tau = 1 + 3 * random.nextDouble();
    }

    private double between(double low, double high) {
        return low * Math.exp(random.nextDouble() * Math.log(high / low));
    }

    Outcome run(Policy policy) {
        for (int minute = 1; minute <= MINUTES_MAX; minute++) {
            Proposal proposal = tick(policy, minute);
            proposals.add(proposal);
            if (proposal.action() == Action.PROMOTE || proposal.action() == Action.ROLLBACK) {
                return new Outcome(proposal.action(), minute, proposals);
            }
        }
        return new Outcome(Action.HOLD, MINUTES_MAX, proposals);
    }

    private Proposal tick(Policy policy, int minute) {
        Instant now = Observations.START.plus(Traffic.MINUTE.multipliedBy(minute));
        Interval interval = interval(minute, now);
        track = track.plus(interval);
        Proposal proposal = policy.propose(Observations.of(track, interval, now), permitted(minute));
        if (proposal.action() == Action.ADVANCE) {
            track = track.at(proposal.to(), now);
            weightSince = minute;
        }
        return proposal;
    }

    /** As guardrails would have it: two minutes at a weight, steps of at most 30, promotion from 50. */
    private Predicate<Proposal> permitted(int minute) {
        int from = track.weight().percent();
        boolean rushed = from > 0 && minute - weightSince < MINUTES_AT_WEIGHT_MIN;
        return wanted -> !(rushed && raisesTraffic(wanted)) && switch (wanted.action()) {
            case ADVANCE -> from == 0 ? wanted.to().percent() == 5
                    : wanted.to().percent() <= Math.min(WEIGHT_MAX, from + STEP_MAX);
            case PROMOTE -> from == WEIGHT_MAX;
            default -> true;
        };
    }

    private static boolean raisesTraffic(Proposal wanted) {
        return wanted.action() == Action.ADVANCE || wanted.action() == Action.PROMOTE;
    }

    private Interval interval(int minute, Instant end) {
        int weight = track.weight().percent();
        Fate.Minute now = new Fate.Minute(minute, minute - weightSince - 1, weight, nuisance, tau);
        double common = Math.exp(sharedNoise * random.nextGaussian());
        double errors = Math.min(0.5, baseErrors * common) + fate.errorsOnBoth(now);
        double median = medianMillis * fate.slowdownOfBoth(now) * Math.exp(0.1 * sharedNoise * random.nextGaussian());
        double requests = 60 * rate;
        return Traffic.interval(end,
                traffic.version(requests * weight / 100, own(errors) + fate.extraErrors(now),
                        ownLatency(median) * fate.slowdown(now)),
                traffic.version(requests * (100 - weight) / 100, own(errors), ownLatency(median)));
    }

    private double own(double errors) {
        return errors * Math.exp(ownNoise * random.nextGaussian());
    }

    private double ownLatency(double median) {
        return median * Math.exp(0.2 * ownNoise * random.nextGaussian());
    }
}
