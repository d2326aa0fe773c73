package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Outage;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.policy.FallbackPolicy;
import dev.serin.policy.OnnxFile;
import dev.serin.policy.OnnxPolicy;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;
import dev.serin.policy.SequentialTestPolicy;
import dev.serin.policy.SequentialTestSettings;

/** The words of a metric are made of sentences for people: these are the real ones. */
class FallbackReasonTest {

    private static final Observation HEALTHY = Observations.progressing().build();

    private static FallbackReason reason(Policy chosen, Observation seen) throws Exception {
        try (FallbackPolicy policy = new FallbackPolicy(chosen, new SequentialTestPolicy(SequentialTestSettings.DEFAULT))) {
            return FallbackReason.of(policy.explain(policy.consult(seen, any -> true), seen, (any, other) -> true).fallback()
                    .orElseThrow());
        }
    }

    private static OnnxFile model() {
        return new OnnxFile(0, 0, 5, 0, 0, 0, 0);
    }

    @Test
    void missingTelemetry() throws Exception {
        assertEquals(FallbackReason.TELEMETRY, reason(new OnnxPolicy(model().bytes()),
                Observations.progressing().canary(VersionReading.missing("no series of prod/podinfo")).build()));
        assertEquals(FallbackReason.TELEMETRY, reason(new OnnxPolicy(model().bytes()),
                Observations.progressing().canary(withoutHistogram()).build()));
    }

    private static VersionReading withoutHistogram() {
        return new VersionReading(new Reading.Value(1000), new Reading.Value(1), Optional.empty(), new Reading.Value(0.004));
    }

    @Test
    void aServiceUnlikeThoseOfTheTraining() throws Exception {
        byte[] fast = model().metadata("serin.trained-ranges", "interval-seconds=1..2,requests-per-second=0.2..2000").bytes();

        assertEquals(FallbackReason.RANGE, reason(new OnnxPolicy(fast), HEALTHY));
    }

    @Test
    void aModelThatDoesNotAnswer() throws Exception {
        assertEquals(FallbackReason.FAILED, reason(new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("onnx", "a".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                throw new Outage("ONNX Runtime failed");
            }
        }, HEALTHY));
    }

    /** The sentence of {@code ConfiguredPolicy}, with what may follow. */
    @Test
    void aShippedModelThatCannotBeUsed() {
        assertEquals(FallbackReason.MODEL,
                FallbackReason.of("the model that Serin ships cannot be used, this build has none"));
    }

    @Test
    void whateverElseThereWillBe() {
        assertEquals(FallbackReason.OTHER, FallbackReason.of("a sentence that nobody has written yet"));
    }
}
