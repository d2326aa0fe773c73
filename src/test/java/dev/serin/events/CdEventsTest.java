package dev.serin.events;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Samples;
import dev.serin.release.EventSchema;
import dev.serin.rollout.DecisionMade;

/** How decisions and milestones are worded, against the documented schema. */
class CdEventsTest {

    private static final Release OTHER = new Release("0a1b2c3d4e");

    private final CdEvents words = new CdEvents(URI.create("/serin"));

    private static DecisionMade made(Ruling ruling, Change change) {
        return new DecisionMade(Samples.entry(ruling), change, Duration.ZERO, Optional.empty(), false);
    }

    private static Stream<Change> changes() {
        return Stream.of(new Change.Committed("a".repeat(40)), new Change.Unchanged("a hold"), new Change.Overtaken("too late"),
                new Change.Withheld("dry run"), new Change.Failed("Git is away"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyOutcomeHasAnEventOfItsOwn(Change change) {
        Ruling ruling = Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "35 s of 60 s");
        CloudEvent event = words.decision(made(ruling, change));
        JsonNode content = EventSchema.require(event.data()).at("/subject/content");

        assertEquals("3f0c9a1d2b4e-" + content.path("outcome").asText(), event.id());
        assertEquals(change.reason(), content.path("outcomeReason").asText());
        assertEquals(change instanceof Change.Committed, content.has("commit"));
        assertEquals("minimum-time-at-weight", content.at("/objections/0/rule").asText());
        assertEquals("prod/podinfo/3f0c9a1d2b4e", event.subject());
    }

    @Test
    void theSameDecisionIsTheSameEventWhoeverTellsIt() {
        DecisionMade made = made(Samples.rollback("3f0c9a1d2b4e", PODINFO, 20, "errors 8.1 %"), new Change.Unchanged("-"));
        assertEquals(words.decision(made), new CdEvents(URI.create("/serin")).decision(made));
        assertNotEquals(words.decision(made).extensions(), new CdEvents(URI.create("/other")).decision(made).extensions());
    }

    @Test
    void aTraceThatIsRecordedGoesOn() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        DecisionMade made = new DecisionMade(Samples.entry(Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "waits")),
                new Change.Unchanged("-"), Duration.ZERO, Optional.of(trace), false);
        assertEquals(trace, words.decision(made).extensions().get("traceparent"));
    }

    private static Run run(Phase phase, boolean traffic, Release release) {
        return new Run(release, NOON, phase, traffic);
    }

    private static Run run(Phase phase, boolean traffic) {
        return run(phase, traffic, Samples.RELEASE);
    }

    private static Optional<Milestone> reached(Run now, Run before) {
        return now.reachedSince(Optional.of(before)).map(Milestone.Reached::milestone);
    }

    @Test
    void aRevisionIsDeployedWithItsFirstTraffic() {
        assertEquals(Optional.of(Milestone.DEPLOYED), reached(run(Phase.PROGRESSING, true), run(Phase.PROGRESSING, false)));
        assertEquals(Optional.of(Milestone.DEPLOYED), reached(run(Phase.PROGRESSING, true), run(Phase.SUCCEEDED, false)));
        assertEquals(Optional.of(Milestone.DEPLOYED),
                reached(run(Phase.PROGRESSING, true), run(Phase.PROGRESSING, true, OTHER)));
        assertEquals(Optional.empty(), reached(run(Phase.PROGRESSING, false), run(Phase.INITIALIZED, false)));
        assertEquals(Optional.empty(), reached(run(Phase.PROMOTING, true), run(Phase.PROGRESSING, true)));
    }

    @Test
    void itEndsOnce() {
        assertEquals(Optional.of(Milestone.UPGRADED), reached(run(Phase.SUCCEEDED, false), run(Phase.FINALISING, true)));
        assertEquals(Optional.of(Milestone.ROLLEDBACK), reached(run(Phase.FAILED, false), run(Phase.PROGRESSING, true)));
        assertEquals(Optional.empty(), reached(run(Phase.FAILED, false), run(Phase.FAILED, false)));
        assertEquals(Optional.empty(), reached(run(Phase.WAITING, false), run(Phase.PROGRESSING, true)));
        assertEquals(Optional.empty(), run(Phase.SUCCEEDED, false).reachedSince(Optional.empty()));
    }

    @Test
    void itsEndIsAboutTheReleaseThatEnded() {
        Run ended = run(Phase.PROGRESSING, true);
        Milestone.Reached end = run(Phase.FAILED, false, Release.ANY).reachedSince(Optional.of(ended)).orElseThrow();
        Instant later = NOON.plusSeconds(60);
        JsonNode event = EventSchema.require(words.milestone(new CanaryRef("prod", "pod.info"), end, later).data());

        assertEquals("pkg:generic/prod/pod.info@" + Samples.RELEASE, event.at("/subject/content/artifactId").asText());
        assertEquals(ended.chain(new CanaryRef("prod", "pod.info"), URI.create("/serin")),
                event.at("/context/chainId").asText());
    }

    @Test
    void overridesAreAddedAndReplace() {
        CloudEvent event = words.decision(made(Samples.hold("3f0c9a1d2b4e", PODINFO, 20, "waits"), new Change.Unchanged("-")));
        Map<String, String> added = Overrides.read("{\"extensions\": {\"cluster\": \"eu\", \"partitionkey\": \"x\"}}",
                new ObjectMapper());
        assertEquals("eu", event.with(added).extensions().get("cluster"));
        assertEquals("x", event.with(added).extensions().get("partitionkey"));
        assertTrue(event.with(added).extensions().containsKey("traceparent"));
        assertEquals(Map.of(), Overrides.read("{}", new ObjectMapper()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{\"extensions\": {\"Cluster\": \"eu\"}}", "{\"extensions\": {\"a-b\": \"eu\"}}" })
    void overridesThatCannotBeAttributesStopTheStart(String overrides) {
        InvalidField invalid = assertThrows(InvalidField.class, () -> Overrides.read(overrides, new ObjectMapper()));
        assertEquals("serin.events.overrides", invalid.field());
    }
}
