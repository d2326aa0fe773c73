package dev.serin.decision;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.RELEASE;
import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.slow;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import dev.serin.canary.Approval;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

/** Draws observations in analysis, sensible and absurd ones, and proposals of a policy that may be mad. */
public final class RandomObservations {

    private static final List<String> ACTIONS = List.of("advance", "advance", "advance", "advance", "promote", "promote",
            "promote", "rollback", "reset", "reset");
    private static final List<String> PERSONS_ACTIONS = List.of("hold", "hold", "advance", "advance", "promote", "reset");
    private static final List<Release> RELEASES = List.of(RELEASE, RELEASE, RELEASE, new Release("7d44c5f9aa"), Release.ANY);

    private final RandomGenerator random;

    public RandomObservations(RandomGenerator random) {
        this.random = random;
    }

    public Observation observation() {
        return observation(approval());
    }

    /** With a person in charge who has paused, advanced, promoted, or on whose behalf the path was put right. */
    public Observation inCharge() {
        String action = pick(PERSONS_ACTIONS);
        String stamp = "%s %d-%d %s 0000000000ab by alice until 2100-01-01T00:00:00Z".formatted(action, random.nextInt(101),
                action.equals("promote") ? 100 : random.nextInt(101), RELEASE);
        Approval approval = Observations.known(stamp, path());
        Observation drawn = observation(approval);
        return new Observation(drawn.time(), drawn.canary(), RELEASE, approval, drawn.interval(), drawn.evidence(),
                drawn.releaseSince(), drawn.dwell(), drawn.othersWithTraffic(), drawn.alerts());
    }

    private Observation observation(Approval approval) {
        Observations drawn = progressing().approval(approval).at(weight(approval)).release(pick(RELEASES))
                .phase(chance(0.1) ? Phase.WAITING_PROMOTION : Phase.PROGRESSING)
                .canary(reading()).primary(reading())
                .time(NOW.plus(Duration.ofHours(random.nextInt(24 * 14))))
                .age(Duration.ofMinutes(random.nextInt(370)))
                .dwell(Duration.ofSeconds(random.nextInt(600)), random.nextInt(1000));
        if (chance(0.3)) {
            drawn.hooks(HookType.PRE_ROLLOUT, HookType.ROLLOUT);
        }
        return annotated(drawn).others(chance(0.3) ? new String[] { "a", "b" } : new String[0]).build();
    }

    public Proposal proposal(Weight at) {
        return switch (random.nextInt(5)) {
            case 0 -> Proposal.hold(at, "drawn");
            case 1 -> Proposal.promote("drawn");
            case 2 -> Proposal.rollback("drawn");
            default -> Proposal.advance(new Weight(random.nextInt(101)), "drawn");
        };
    }

    private Approval approval() {
        if (chance(0.05)) {
            return new Approval.Unknown("drawn");
        }
        return chance(0.05) ? new Approval.Foreign("drawn", Observations.COMMIT) : Observations.known(stamp(), path());
    }

    private String stamp() {
        return chance(0.05) ? ""
                : "%s %d-%d %s 0000000000ab".formatted(pick(ACTIONS), random.nextInt(101), random.nextInt(101), pick(RELEASES));
    }

    private Integer[] path() {
        TreeSet<Integer> rising = new TreeSet<>();
        rising.add(chance(0.7) ? 5 : 1 + random.nextInt(99));
        while (chance(0.5)) {
            rising.add(5 + random.nextInt(95));
        }
        StepWeights path = new StepWeights(List.copyOf(rising));
        return (chance(0.8) ? path.held() : path).entries().toArray(Integer[]::new);
    }

    /** Mostly on the path, sometimes anywhere. */
    private int weight(Approval approval) {
        if (chance(0.2)) {
            return 0;
        }
        return approval instanceof Approval.Known known && chance(0.9) ? pick(known.path().entries()) : random.nextInt(101);
    }

    private VersionReading reading() {
        int requests = random.nextInt(500);
        return chance(0.1) ? VersionReading.missing("drawn")
                : chance(0.03) ? slow(requests, requests) : counted(requests, chance(0.03) ? requests : requests / 100);
    }

    private Observations annotated(Observations drawn) {
        if (chance(0.1)) {
            drawn.annotation("serin.dev/maximum-step", chance(0.5) ? "lots" : "7");
        }
        return chance(0.2) ? drawn.annotation("serin.dev/maximum-weight", String.valueOf(random.nextInt(100)))
                : chance(0.2) ? drawn.annotation("serin.dev/freeze", "Fri 16:00-Mon 08:00 Europe/Berlin") : drawn;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
