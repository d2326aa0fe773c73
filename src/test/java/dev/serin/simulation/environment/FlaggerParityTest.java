package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Phase;
import dev.serin.decision.Decider;
import dev.serin.decision.Decision;
import dev.serin.guardrail.Guardrails;
import dev.serin.observation.Observation;
import dev.serin.policy.ModelAction;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.GuardedRelease.End;

/**
 * {@link GuardedRelease} and Flagger's loop of the demo are told the same decisions: the traffic has to be the same
 * at every tick, so that what is learnt in memory holds in a cluster.
 */
class FlaggerParityTest {

    private static final int RELEASES = 300;

    @Test
    void trafficMovesAtTheSameTicksAsUnderFlagger() {
        Set<End> ends = EnumSet.noneOf(End.class);
        for (long seed = 0; seed < RELEASES; seed++) {
            ends.add(playBoth(seed));
        }
        assertEquals(EnumSet.of(End.PROMOTED, End.ROLLED_BACK), ends, "both ends were compared");
    }

    private static End playBoth(long seed) {
        SyntheticService service = new SyntheticService(Quiet.at(1_000), seed);
        Sizing sizing = Sizing.recommendedFor(service.facts());
        GuardedRelease release = new GuardedRelease(service, sizing, 0);
        FlaggerInMemory flagger = new FlaggerInMemory(sizing.guardrails().firstWeight().percent());
        Decider decider = new Decider(new Wavering(seed), new Guardrails(sizing.guardrails()), observation -> "");
        for (int tick = 0; release.end() == End.OPEN; tick++) {
            assertEquals(flagger.weight(), release.weight().percent(), "seed " + seed + ", tick " + tick);
            Decision decision = decider.decide(release.observation()).decision();
            release.follow(decision);
            flagger.tick(decision);
            assertEquals(flagger.phase() == Phase.PROGRESSING, release.end() == End.OPEN, "seed " + seed + ", tick " + tick);
        }
        assertEquals(release.end() == End.PROMOTED ? Phase.PROMOTING : Phase.FAILED, flagger.phase());
        return release.end();
    }

    /** Changes its mind often, so that every order of approvals, holds and moves comes up. */
    private static final class Wavering implements Policy {

        private static final List<ModelAction> ONWARDS = List.of(ModelAction.ADVANCE_1, ModelAction.ADVANCE_5,
                ModelAction.ADVANCE_10, ModelAction.ADVANCE_30, ModelAction.PROMOTE);

        private final SplittableRandom random;

        private Wavering(long seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        public PolicyRef ref() {
            return new PolicyRef("wavering", "0".repeat(64));
        }

        @Override
        public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
            int chance = random.nextInt(100);
            ModelAction wanted = chance == 0 ? ModelAction.ROLLBACK
                    : chance < 30 ? ModelAction.HOLD : ONWARDS.get(random.nextInt(ONWARDS.size()));
            return wanted.at(seen.weight(), "by chance").filter(permitted)
                    .orElseGet(() -> Proposal.hold(seen.weight(), "by chance"));
        }
    }

    @Test
    void flaggerHoldsWhileNothingIsDecided() {
        FlaggerInMemory flagger = new FlaggerInMemory(5);
        for (int tick = 0; tick < 10; tick++) {
            flagger.tick(new Decision.Hold(new dev.serin.canary.Weight(5), "hold"));
        }
        assertTrue(flagger.weight() == 5 && flagger.phase() == Phase.PROGRESSING);
    }
}
