package dev.serin.training.rivals;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ReleasedService.Served;
import dev.serin.simulation.environment.Truth;

/** Plays releases under rules. */
public final class Playing {

    /** A release that is not decided by then is rolled back. */
    public static final Duration LONGEST = Duration.ofMinutes(90);

    /** How long a bad release stays at full traffic before somebody takes it back. */
    public static final Duration AFTERMATH = Duration.ofMinutes(30);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Playing() {
    }

    /**
     * Plays one release from its discovery to its end.
     *
     * @param service fresh; used up afterwards
     * @param random for rules that draw
     */
    public static Played play(Rival rival, ReleasedService service, RandomGenerator random) {
        Rival.Run run = rival.start(service.facts(), service.truth(), random);
        Weight weight = Weight.ZERO;
        Harm harm = Harm.NONE;
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(LONGEST) < 0) {
            Served served = service.serve(weight, rival.interval());
            elapsed = elapsed.plus(rival.interval());
            harm = harm.plus(served.harm());
            Proposal proposal = run.next(served.seen(), weight);
            if (proposal.action() == Action.PROMOTE) {
                return promoted(service, elapsed.plus(rival.interval()), harm);
            }
            if (proposal.action() == Action.ROLLBACK) {
                return rolledBack(elapsed, harm, service.truth());
            }
            weight = proposal.to();
        }
        return rolledBack(elapsed, harm, service.truth());
    }

    /** @param fullTraffic one interval after the proposal: Flagger moves the traffic at its next tick */
    private static Played promoted(ReleasedService service, Duration fullTraffic, Harm before) {
        Harm total = before;
        Truth truth = service.truth();
        for (Duration at = Duration.ZERO; truth.bad() && at.compareTo(AFTERMATH) < 0; at = at.plus(MINUTE)) {
            total = total.plus(service.serve(Weight.FULL, MINUTE).harm());
        }
        return new Played(true, minutes(fullTraffic), before, total, truth);
    }

    private static Played rolledBack(Duration elapsed, Harm harm, Truth truth) {
        return new Played(false, minutes(elapsed), harm, harm, truth);
    }

    private static double minutes(Duration duration) {
        return duration.toMillis() / 60_000.0;
    }
}
