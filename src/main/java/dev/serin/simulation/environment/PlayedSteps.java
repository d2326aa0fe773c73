package dev.serin.simulation.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.serin.canary.Weight;
import dev.serin.decision.Decider;
import dev.serin.decision.Decision;
import dev.serin.guardrail.Guardrails;
import dev.serin.observation.Evidence;
import dev.serin.observation.Observation;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.Tolerances;
import dev.serin.policy.ModelAction;
import dev.serin.policy.ObservationEncoder;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** Observations of whole releases, played once, to ask the parts of a step about them again and again. */
final class PlayedSteps {

    private static final int RELEASES = 10;
    private static final int STEPS_MAX = 60;
    private static final Duration SERVED = Duration.ofSeconds(30);

    /** One look of a release and what a walk does then. */
    private record Look(Observation seen, ReleaseTrack before, ModelAction action, Guardrails rules, Decider decider) {
    }

    private final ScenarioSet scenarios;
    private final List<Look> looks = new ArrayList<>();
    private final Always always = new Always();
    private ReleasedService served;
    private ReleaseTrack track;

    private PlayedSteps(ScenarioSet scenarios) {
        this.scenarios = scenarios;
    }

    static PlayedSteps of(ScenarioSet scenarios) {
        PlayedSteps played = new PlayedSteps(scenarios);
        for (long seed = 0; seed < RELEASES; seed++) {
            played.play(scenarios.draw(seed));
        }
        return played;
    }

    private void play(SyntheticService service) {
        Sizing sizing = Sizing.recommendedFor(service.facts());
        GuardedRelease release = new GuardedRelease(service, sizing, 0, Evidence.withoutBets(Tolerances.DEFAULT));
        Guardrails rules = new Guardrails(sizing.guardrails());
        Decider decider = new Decider(always, rules, seen -> "");
        ReleaseTrack before = ReleaseTrack.of(release.observation());
        for (int step = 0; step < STEPS_MAX && release.end() == GuardedRelease.End.OPEN; step++) {
            ModelAction action = action(step);
            Observation seen = release.observation();
            looks.add(new Look(seen, before, action, rules, decider));
            always.action = action;
            before = ReleaseTrack.of(seen);
            release.follow(decider.decide(seen).decision());
        }
    }

    /** Mostly holding, with a step forward every fifth time. */
    private static ModelAction action(int step) {
        return step % 5 == 4 ? ModelAction.ADVANCE_5 : ModelAction.HOLD;
    }

    private Look look(int step) {
        return looks.get(step % looks.size());
    }

    double serve(int step) {
        if (step % STEPS_MAX == 0) {
            served = scenarios.draw(step / STEPS_MAX % RELEASES);
        }
        return served.serve(new Weight(10), SERVED).harm().errors();
    }

    double fold(int step) {
        Look look = look(step);
        return look.before().at(look.seen().weight(), look.seen().time()).plus(look.seen().interval()).evidence().intervals();
    }

    double observe(int step) {
        Look look = look(step);
        Observation old = look.seen();
        track = look.before();
        Observation seen = new Observation(old.time(), old.canary().at(old.weight()), old.release(), old.approval(),
                old.interval(), track.evidence(), track.since(), track.dwell(), List.of(), List.of());
        return seen.weight().percent();
    }

    double encode(int step) {
        return ObservationEncoder.encode(look(step).seen())[1];
    }

    double mask(int step) {
        Look look = look(step);
        Predicate<Proposal> permitted = look.rules().clearance(look.seen())::permits;
        return ModelAction.mask(look.seen().weight(), permitted)[1];
    }

    double rule(int step) {
        Look look = look(step);
        always.action = look.action();
        Decision decision = look.decider().judge(look.seen()).unworded();
        return decision.to().percent();
    }

    /** A policy that wants what it is told to. */
    private static final class Always implements Policy {

        private static final PolicyRef REF = new PolicyRef("always", "0".repeat(64));

        private ModelAction action = ModelAction.HOLD;

        @Override
        public PolicyRef ref() {
            return REF;
        }

        @Override
        public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
            return action.at(observation.weight(), "always").orElseGet(() -> Proposal.hold(observation.weight(), "always"));
        }
    }
}
