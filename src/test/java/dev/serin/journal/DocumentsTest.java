package dev.serin.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Order;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.policy.Proposal;

class DocumentsTest {

    private static final Weight FIVE = new Weight(5);
    private static final Weight TWENTY = new Weight(20);

    private static final List<Object> ONE_OF_EACH_KIND = List.of(
            Samples.heartbeat(Samples.PODINFO), new Trigger.Sweep(Samples.PODINFO),
            new Trigger.Ordered(Samples.PODINFO, Samples.order(Order.Kind.ADVANCE, "3f0c9a1d2b4e")),
            new Approval.Known(new StepWeights(List.of(5, 20, 20)),
                    DecisionStamp.parse("advance 5-20 66fd8c7b9b 3f0c9a1d2b4e"), "1".repeat(40)),
            new Approval.Foreign("stepWeight and maxWeight are written by hand", "1".repeat(40)),
            new Approval.Unknown("the Git server did not answer"),
            new Reading.Value(12.5), new Reading.NoData("requests of the canary: the answer is empty"),
            new Verdict.Allow("maximum-step", "15 of at most 30 points"),
            new Verdict.Replace("minimum-time-at-weight", "30 s of 60 s", Proposal.hold(FIVE, "30 s of 60 s")),
            new Verdict.Withhold("dry-run", "dry run is on"),
            new Decision.Hold(FIVE, "waits"), new Decision.Advance(FIVE, TWENTY, "as good"),
            new Decision.Promote(TWENTY, "as good"), new Decision.Rollback(TWENTY, "worse"),
            new Decision.Reset(FIVE, FIVE, "fresh start"), new Decision.PromoteNow(FIVE, "it is urgent"),
            new Change.Committed("1".repeat(40)), new Change.Unchanged("a hold"), new Change.Overtaken("other release"),
            new Change.Withheld("dry run"), new Change.Failed("no answer"));

    private final Documents documents = new Documents();

    static Stream<Class<?>> sealedTypes() {
        return Stream.of(Trigger.class, Approval.class, Reading.class, Verdict.class, Decision.class, Change.class);
    }

    @ParameterizedTest
    @MethodSource("sealedTypes")
    void everyKindComesBackAsItself(Class<?> sealed) throws Exception {
        List<Object> samples = ONE_OF_EACH_KIND.stream().filter(sealed::isInstance).toList();

        assertEquals(Set.copyOf(Arrays.asList(sealed.getPermittedSubclasses())),
                samples.stream().map(Object::getClass).collect(Collectors.toSet()), "a sample of each kind");
        for (Object sample : samples) {
            assertEquals(sample, documents.read(documents.write(sample), sealed));
        }
    }

    @Test
    void timesAreIsoAndConclusionsAreNotStored() {
        String json = documents.write(Samples.observation(Samples.PODINFO, Samples.NOON, 20));

        assertEquals(1, json.split("\"length\":\"PT10S\"", -1).length - 1, json);
        assertEquals(1, json.split("\"time\":\"2026-03-01T12:00:00Z\"", -1).length - 1, json);
        assertFalse(json.matches("(?s).*\"(comparable|counted|present)\":(true|false).*"), json);
    }

    @Test
    void aFieldOfANewerVersionIsPassedOver() throws Exception {
        String newer = documents.write(new Change.Failed("no answer")).replace("{", "{\"attempts\":3,");

        assertEquals(new Change.Failed("no answer"), documents.read(newer, Change.class));
    }

    @Test
    void anAbsentStampComesBackAbsent() throws Exception {
        Approval unstamped = new Approval.Known(new StepWeights(List.of(5, 5)), Optional.empty(), "1".repeat(40));

        assertEquals(unstamped, documents.read(documents.write(unstamped), Approval.class));
    }

    @Test
    void aRulingComesBackWithItsExplanation() throws Exception {
        Ruling explained = Samples.hold(Samples.id(1), Samples.PODINFO, 20, "waits").with(Samples.explanation());

        assertEquals(explained, documents.read(documents.write(explained), Ruling.class));
    }

    @Test
    void aRulingOfBeforeThereWereExplanationsComesBackWithoutOne() throws Exception {
        Ruling ruling = Samples.hold(Samples.id(1), Samples.PODINFO, 20, "waits");
        String older = documents.write(ruling).replace(",\"explanation\":null", "");

        assertFalse(older.contains("explanation"), older);
        assertEquals(ruling, documents.read(older, Ruling.class));
    }

    @Test
    void anObservationComesBackEqual() throws Exception {
        Observation seen = Samples.observation(Samples.PODINFO, Samples.NOON, 20);

        assertEquals(seen, documents.read(documents.write(seen), Observation.class));
    }
}
