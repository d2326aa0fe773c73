package dev.serin.policy;

import static dev.serin.observation.Traffic.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;

class FallbackPolicyTest {

    private static final SequentialTestPolicy TEST = new SequentialTestPolicy(SequentialTestSettings.DEFAULT);
    private static final String RANGES = "interval-seconds=10..60,requests-per-second=0.2..2000";

    private final Traffic traffic = new Traffic(new SplittableRandom(2));
    private final VersionReading primary = traffic.version(54_000, 0.002, 40);
    private final Observation seen = Observations.repeated(10, 5, traffic.version(6000, 0.002, 40), primary);

    /** A model that always wants +5. */
    private static FallbackPolicy wantingFive(Consumer<OnnxFile> but) {
        OnnxFile file = new OnnxFile(0, 0, 5, 0, 0, 0, 0);
        but.accept(file);
        return new FallbackPolicy(new OnnxPolicy(file.bytes()), TEST);
    }

    private static void assertFallsBack(FallbackPolicy policy, Observation seen, String why) throws Exception {
        try (policy) {
            Opinion opinion = policy.consult(seen, any -> true);
            assertEquals(TEST.ref(), opinion.policy());
            assertEquals("fallback: " + why + "; " + TEST.propose(seen, any -> true).reason(), opinion.proposal().reason());
            Explanation explanation = policy.explain(opinion, seen, (any, other) -> true);
            assertTrue(explanation.fallback().isPresent());
            assertEquals(Optional.empty(), explanation.secondOpinion());
        }
    }

    @Test
    void theChosenPolicyDecidesAndTheTestIsHeardBesideIt() throws Exception {
        try (FallbackPolicy policy = wantingFive(any -> {
        })) {
            Opinion opinion = policy.consult(seen, any -> true);
            assertEquals("onnx", opinion.policy().name());
            assertEquals(15, opinion.proposal().to().percent());
            Explanation explanation = policy.explain(opinion, seen, (any, other) -> true);
            assertEquals(Optional.of(new Opinion(TEST.ref(), TEST.propose(seen, any -> true))), explanation.secondOpinion());
            assertEquals(Optional.empty(), explanation.fallback());
        }
    }

    @Test
    void aBrokenModelLeavesTheWordToTheTest() throws Exception {
        assertFallsBack(wantingFive(file -> file.lastOperator = "Identity"), seen,
                "The model answered with something that is no probability");
    }

    @Test
    void missingTelemetryLeavesTheWordToTheTest() throws Exception {
        assertFallsBack(wantingFive(any -> {
        }), Observations.repeated(10, 3, VersionReading.missing("no series of prod/podinfo"), primary),
                "telemetry of the canary is missing, no series of prod/podinfo");
        assertFallsBack(wantingFive(any -> {
        }), Observations.repeated(10, 3, counted(1000, 1), counted(9000, 9)),
                "latency of the canary is missing, no histogram");
    }

    @Test
    void servicesUnlikeThoseOfTheTrainingLeaveTheWordToTheTest() throws Exception {
        assertFallsBack(wantingFive(file -> file.metadata.put("serin.trained-ranges", RANGES.replace("10..60", "10..30"))),
                seen,
                "the interval is 60 s, the model knows 10 to 30 s");
        assertFallsBack(wantingFive(file -> file.metadata.put("serin.trained-ranges", RANGES.replace("2000", "200"))), seen,
                "%s requests per second, the model knows 0.2 to 200".formatted(rate()));
    }

    private String rate() {
        double requests = seen.evidence().totals().canaryRequests() + seen.evidence().totals().primaryRequests();
        return String.valueOf(Math.round(requests / 300 * 100) / 100.0);
    }

    @Test
    void insideTheTrainedRangesTheModelDecides() throws Exception {
        try (FallbackPolicy policy = wantingFive(file -> file.metadata.put("serin.trained-ranges", RANGES))) {
            assertEquals("onnx", policy.consult(seen, any -> true).policy().name());
        }
    }

    @Test
    void aRuleHasASecondOpinionToo() throws Exception {
        try (FallbackPolicy policy = new FallbackPolicy(new ThresholdPolicy(), TEST)) {
            Opinion opinion = policy.consult(seen, any -> true);
            assertEquals("threshold", opinion.policy().name());
            assertEquals(Action.ADVANCE, opinion.proposal().action());
            assertFalse(policy.explain(opinion, seen, (any, other) -> true).secondOpinion().isEmpty());
        }
    }
}
