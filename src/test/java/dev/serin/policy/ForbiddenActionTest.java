package dev.serin.policy;

import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.healthy;
import static dev.serin.observation.Observations.progressing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Action;
import dev.serin.decision.Decider;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;

/** A model that prefers what the guardrails forbid never gets it: not from its mask, and not past them. */
class ForbiddenActionTest {

    private static final Guardrails GUARDRAILS = new Guardrails(Limits.defaults());

    /** Situations by what is all that the guardrails still permit besides holding and rolling back. */
    private static final Map<Observation, Action> ALL_THAT_IS_LEFT = Map.of(
            progressing().dwell(Duration.ofSeconds(10), 5000).build(), Action.HOLD,
            progressing().dwell(Duration.ofMinutes(5), 3).build(), Action.HOLD,
            progressing().canary(VersionReading.missing("no series")).build(), Action.HOLD,
            progressing().annotation("serin.dev/freeze", "2026-01-01T00:00Z/2026-12-31T00:00Z").build(), Action.HOLD,
            progressing().canary(counted(1000, 400)).build(), Action.ROLLBACK,
            progressing().at(50).path("advance 20-50 " + Observations.RELEASE + " 3f0c9a1d2b4e", 5, 20, 50, 50)
                    .canary(healthy(1000)).build(),
            Action.PROMOTE);

    @ParameterizedTest
    @EnumSource(ModelAction.class)
    void aModelThatIgnoresItsMaskIsHeldToIt(ModelAction favourite) {
        float[] bias = new float[ModelAction.values().length];
        bias[favourite.ordinal()] = 20;
        OnnxFile stubborn = new OnnxFile(bias);
        stubborn.maskStrength = 0;
        try (OnnxPolicy policy = new OnnxPolicy(stubborn.bytes())) {
            Decider decider = new Decider(policy, GUARDRAILS, seen -> "");
            ALL_THAT_IS_LEFT.forEach((seen, left) -> assertObeys(decider.decide(seen), left));
        }
    }

    private static void assertObeys(Ruling ruling, Action left) {
        Action done = ruling.decision().action();
        assertTrue(done == Action.HOLD || done == Action.ROLLBACK || done == left, ruling::toString);
        assertTrue(left != Action.ROLLBACK || done == Action.ROLLBACK, ruling::toString);
        assertEquals(0, ruling.verdicts().stream().filter(Verdict.Replace.class::isInstance)
                .filter(objection -> left != Action.ROLLBACK).count(), "the mask leaves nothing to object to: " + ruling);
    }
}
