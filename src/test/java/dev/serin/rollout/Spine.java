package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.decision.Decider;
import dev.serin.gitops.ManifestRepository;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.Observer;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** The spine put together by hand, around a cluster and a Prometheus that show one scene. */
final class Spine {

    /** Long enough for any machine: nothing here waits for it. */
    static final Duration AMPLE = Duration.ofSeconds(60);

    /** @param sweep not used here: the tests call the rounds */
    record Timing(Duration budget, Duration sweep) implements RolloutConfig {

        static Timing of(Duration budget) {
            return new Timing(budget, Duration.ofHours(1));
        }
    }

    private Spine() {
    }

    static RolloutService of(Scene scene, Duration budget, Observer observer, ManifestRepository manifests, Journal journal) {
        return of(scene.policy(), budget, showing(scene.canary()), observer, manifests, journal);
    }

    static RolloutService of(Policy policy, Duration budget, Canaries canaries, Observer observer, ManifestRepository manifests,
            Journal journal) {
        Decider decider = decider(policy);
        DecisionStream stream = new DecisionStream(new SilentStream(), Clock.systemUTC(), true);
        Settlement settlement = new Settlement(journal, manifests, stream);
        return new RolloutService(new Turns(Clock.systemUTC(), Timing.of(budget)), canaries, manifests, observer, decider,
                journal, settlement, new LastOutcomes(), stream,
                new Orders(canaries, manifests, observer, decider, settlement), new Refusals(journal, Clock.systemUTC()));
    }

    static Decider decider(Policy policy) {
        return new Decider(policy, new Guardrails(Limits.defaults()), seen -> "d".repeat(64));
    }

    static Policy wanting(Function<Observation, Proposal> wanted) {
        return new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("scripted", "a".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                return wanted.apply(observation);
            }
        };
    }

    /** Sees the scene in the interval of this minute. */
    static Observer observer(Scene scene, int minute) {
        return (trigger, canary, approval, budget) -> scene.observation(approval, minute);
    }

    /** A cluster with these canaries. */
    static Canaries showing(CanaryState... canaries) {
        Map<CanaryRef, CanaryState> byRef = new TreeMap<>();
        List.of(canaries).forEach(canary -> byRef.put(canary.ref(), canary));
        return new Canaries() {
            @Override
            public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
                return Optional.ofNullable(byRef.get(ref));
            }

            @Override
            public List<CanaryState> all(Budget budget) {
                return List.copyOf(byRef.values());
            }
        };
    }

    static Trigger heartbeat() {
        return heartbeat(Observations.PODINFO, Observations.RELEASE);
    }

    static Trigger heartbeat(CanaryRef canary, Release release) {
        return new Trigger.HookCall(HookType.ROLLBACK, canary, Phase.PROGRESSING, release, Map.of());
    }
}
