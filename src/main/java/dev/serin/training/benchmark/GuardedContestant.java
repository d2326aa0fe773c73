package dev.serin.training.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.serin.canary.Weight;
import dev.serin.decision.Decider;
import dev.serin.guardrail.Guardrails;
import dev.serin.observation.Observation;
import dev.serin.policy.Policy;
import dev.serin.simulation.environment.GuardedRelease;
import dev.serin.simulation.environment.GuardedRelease.End;
import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.Sizing;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.Played;
import dev.serin.training.rivals.Playing;

/** One of Serin's policies, as in production: behind the decider, the guardrails, Git and Flagger's ticks. */
public final class GuardedContestant implements Contestant {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String name;
    private final Function<Observation, OptionalDouble> belief;
    private final Map<Sizing, Decider> deciders;

    /** A policy that states no probability. */
    public GuardedContestant(String name, Policy policy) {
        this(name, policy, seen -> OptionalDouble.empty());
    }

    /** @param belief the probability of a bad release that the policy states when it has seen this, 0..1 */
    public GuardedContestant(String name, Policy policy, Function<Observation, OptionalDouble> belief) {
        this.name = name;
        this.belief = belief;
        this.deciders = Sizing.RECOMMENDED.stream().collect(Collectors.toUnmodifiableMap(Function.identity(),
                sizing -> new Decider(policy, new Guardrails(sizing.guardrails()), seen -> "")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ending play(Episode episode) {
        Sizing sizing = Sizing.recommendedFor(episode.service().facts());
        Decider decider = deciders.get(sizing);
        GuardedRelease release = new GuardedRelease(episode.service(), sizing, episode.delayIntervals());
        Observation seen = release.observation();
        while (release.end() == End.OPEN) {
            seen = release.observation();
            release.follow(decider.judge(seen).unworded());
        }
        return new Ending(played(release), belief.apply(seen));
    }

    private static Played played(GuardedRelease release) {
        Truth truth = release.service().truth();
        boolean promoted = release.end() == End.PROMOTED;
        Harm before = release.harm();
        Harm total = promoted && truth.bad() ? before.plus(aftermath(release.service())) : before;
        return new Played(promoted, minutes(promoted ? release.lengthToFull() : release.length()), before, total, truth);
    }

    private static Harm aftermath(ReleasedService service) {
        Harm harm = Harm.NONE;
        for (Duration at = Duration.ZERO; at.compareTo(Playing.AFTERMATH) < 0; at = at.plus(MINUTE)) {
            harm = harm.plus(service.serve(Weight.FULL, MINUTE).harm());
        }
        return harm;
    }

    private static double minutes(Duration duration) {
        return duration.toMillis() / 60_000.0;
    }
}
