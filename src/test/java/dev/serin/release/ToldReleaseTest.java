package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Sha256;
import dev.serin.release.Listeners.Heard;
import dev.serin.secret.Signatures;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

/** What others hear of a release: events at the sink, a call of Flux's Receiver, messages in the chat. */
@QuarkusTest
@TestProfile(ToldReleaseTest.Profile.class)
class ToldReleaseTest {

    private static final String DECISION = "dev.cdeventsx.serin-decision.made.0.1.0";

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "sequential-test", "serin.events.source", "/serin/zurich",
                    "serin.events.pause", "10ms", "serin.events.timeout", "1m");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class), new TestResourceEntry(Listeners.class));
        }
    }

    EmbeddedWorld embedded;
    Listeners listeners;
    @Inject
    MeterRegistry registry;

    @AfterEach
    void everybodyListensAgain() {
        listeners.answerWith(202);
        listeners.answerAfter(new CountDownLatch(0));
        embedded.plugInEverything();
    }

    /** Each once: what a failing listener was told is told again. */
    private List<Heard> events(CanaryRef canary) {
        return List.copyOf(heard(canary).stream().collect(Collectors.toMap(event -> event.headers().get("ce-id"),
                Function.identity(), (first, again) -> first, LinkedHashMap::new)).values());
    }

    private List<Heard> heard(CanaryRef canary) {
        return listeners.at(Listeners.SINK).stream()
                .filter(event -> event.headers().get("ce-partitionkey").equals(canary.toString())).toList();
    }

    private List<String> types(CanaryRef canary) {
        return events(canary).stream().map(event -> event.headers().get("ce-type")).toList();
    }

    private static String service(String predicate) {
        return "dev.cdevents.service." + predicate + ".0.3.0";
    }

    @Test
    void aReleaseIsToldFromItsFirstTrafficToItsEnd() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "fine");
        embedded.deploy(canary, Fate.FINE);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
        embedded.step(1);
        Awaited.holds("the end of " + canary, () -> types(canary).contains(service("upgraded")));

        List<Heard> events = events(canary);
        assertEquals(1, types(canary).stream().filter(service("deployed")::equals).count(), types(canary).toString());
        assertEquals(1, types(canary).stream().filter(service("upgraded")::equals).count(), types(canary).toString());
        assertTrue(types(canary).indexOf(service("deployed")) < types(canary).indexOf(service("upgraded")));
        assertFalse(types(canary).contains(service("rolledback")));
        events.forEach(ToldReleaseTest::requireCloudEvent);
        assertEquals(events.size(), heard(canary).stream().map(Heard::body).distinct().count(),
                "each event has an id of its own, and whatever is told again is the same");

        List<JsonNode> decisions = events.stream().filter(event -> event.headers().get("ce-type").equals(DECISION))
                .map(event -> EventSchema.require(event.body()).path("subject").path("content")).toList();
        List<String> subjects = new CommitLog(embedded.world().repository().directory(), canary).subjects();
        List<String> told = decisions.stream().filter(decision -> decision.path("outcome").asText().equals("committed"))
                .map(decision -> subjectOf(decision, canary)).toList();
        assertTrue(subjects.containsAll(told) && told.stream().anyMatch(subject -> subject.contains(" promote ")),
                told + " against " + subjects);
    }

    private static String subjectOf(JsonNode decision, CanaryRef canary) {
        String action = decision.path("action").asText();
        String step = action.equals("reset") ? "to %2$d %%" : "%d %% → %d %%";
        return "serin: " + action + " " + canary + " "
                + step.formatted(decision.path("from").asInt(), decision.path("to").asInt());
    }

    /** What the headers say is what the body says, and what the overrides add is there, encoded. */
    private static void requireCloudEvent(Heard event) {
        JsonNode context = EventSchema.require(event.body()).path("context");
        Map<String, String> headers = event.headers();
        assertEquals("1.0", headers.get("ce-specversion"));
        assertEquals(context.path("id").asText(), headers.get("ce-id"));
        assertEquals(context.path("type").asText(), headers.get("ce-type"));
        assertEquals("/serin/zurich", headers.get("ce-source"));
        assertEquals(context.path("timestamp").asText(), headers.get("ce-time"));
        assertEquals("Z%C3%BCrich%201", headers.get("ce-cluster"));
        assertEquals("application/json", headers.get("content-type"));
        assertTrue(headers.get("ce-traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"),
                "nobody traces, so nothing is sampled: " + headers);
        assertEquals(headers.get("ce-traceparent"), headers.get("traceparent"));
    }

    @Test
    void aBadReleaseIsToldAsRolledBack() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "errors");
        embedded.deploy(canary, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 150));
        embedded.step(1);
        Awaited.holds("the end of " + canary, () -> types(canary).contains(service("rolledback")));

        assertFalse(types(canary).contains(service("upgraded")));
        List<Heard> ends = events(canary).stream().filter(event -> !event.headers().get("ce-type").equals(DECISION)).toList();
        assertEquals(1, new HashSet<>(ends.stream().map(event -> EventSchema.require(event.body()).at("/context/chainId"))
                .toList()).size(), "beginning and end are of one chain");
    }

    /** A sink that is stuck holds up one thread of its own, and what waits is told when it answers. */
    @Test
    void aStuckSinkAndOneThatFailsDelayNothing() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "twice");
        CountDownLatch open = new CountDownLatch(1);
        listeners.answerAfter(open);
        listeners.answerWith(503);
        embedded.deploy(canary, Fate.FINE);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
        embedded.step(1);
        listeners.answerWith(202);
        open.countDown();

        Awaited.holds("the end of " + canary, () -> types(canary).contains(service("upgraded")));
    }

    /** A refusal is not repeated, a failure is, with the same id. */
    @Test
    void whatTheSinkAnswersDecidesWhetherItHearsItAgain() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "brake");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        embedded.step(1);
        Awaited.holds("the beginning of " + canary, () -> types(canary).contains(service("deployed")));
        double lost = lost();
        listeners.answerWith(500);
        String pause = new Operator("alice", canary).order("pause").then().statusCode(200).extract().path("decision");
        Awaited.holds("five attempts", () -> heardOf(pause) == 5);
        Awaited.holds("the loss to be counted", () -> lost() > lost);

        double lostSoFar = lost();
        listeners.answerWith(400);
        String resume = new Operator("alice", canary).order("resume").then().statusCode(200).extract().path("decision");
        Awaited.holds("the refusal to be counted", () -> lost() > lostSoFar);
        assertEquals(1, heardOf(resume));
        assertEquals(5, heardOf(pause));
    }

    private long heardOf(String decision) {
        return listeners.at(Listeners.SINK).stream()
                .filter(event -> event.headers().get("ce-id").equals(decision + "-committed"))
                .count();
    }

    private double lost() {
        return registry.counter("serin.told", "to", "events", "result", "lost").count();
    }

    @Test
    void anEventOfOursThatComesBackIsTakenAndDoesNothing() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "steady");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        Awaited.holds("an event", () -> !events(canary).isEmpty());
        Heard event = events(canary).get(0);
        Counter own = registry.counter("serin.events.received", "kind", "own");
        double before = own.count();

        RestAssured.given().header("Authorization", "Bearer " + EmbeddedWorld.TOKEN).contentType("application/json")
                .headers(Map.of("ce-specversion", "1.0", "ce-id", event.headers().get("ce-id"), "ce-source",
                        event.headers().get("ce-source"), "ce-type", event.headers().get("ce-type")))
                .body(event.body()).post("/events").then().statusCode(202).header("Content-Length", "0");
        assertEquals(before + 1, own.count());
    }

    @Test
    void fluxIsCalledAfterEachPush() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "taken");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        String commit = new Operator("alice", canary).order("pause").then().statusCode(200).extract().path("commit");

        String path = "/hook/" + Sha256.hex((Listeners.RECEIVER_TOKEN + "serin" + "flux-system").getBytes());
        Awaited.holds("the call", () -> listeners.at(path).stream().anyMatch(call -> call.body().contains(commit)));
        Heard call = listeners.at(path).stream().filter(one -> one.body().contains(commit)).findFirst().orElseThrow();
        assertEquals(Signatures.header(Listeners.RECEIVER_TOKEN, call.body().getBytes()), call.headers().get("x-signature"));
        assertEquals("{\"namespace\":\"prod\",\"name\":\"" + canary.name() + "\",\"commit\":\"" + commit + "\"}", call.body());
    }

    /** Git was away when it was decided: nobody could be told of a commit then. */
    @Test
    void aRollbackThatIsPushedLateIsToldLikeAnyCommitAndIsNoSecondDecision() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "git");
        embedded.deploy(canary, Fate.ERRORS);
        embedded.reach(canary, 5, 20);
        aMinuteLater();
        embedded.world().repository().unplug();
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 150));
        Awaited.holds("the failure", () -> told(canary, "rollback", "failed").count() == 1);
        String decision = told(canary, "rollback", "failed").findFirst().orElseThrow().path("decision").asText();
        double decisions = decisions("rollback");

        embedded.world().repository().plugIn();
        // The next look at this canary makes up for the commit; a new revision brings one.
        embedded.deploy(canary, Fate.FINE);
        embedded.step(3);
        Awaited.holds("the commit", () -> told(canary, "rollback", "committed").count() == 1);

        JsonNode late = told(canary, "rollback", "committed").findFirst().orElseThrow();
        assertEquals(decision, late.path("decision").asText());
        String commit = late.path("commit").asText();
        String receiver = "/hook/" + Sha256.hex((Listeners.RECEIVER_TOKEN + "serin" + "flux-system").getBytes());
        Awaited.holds("the call of Flux's Receiver",
                () -> listeners.at(receiver).stream().anyMatch(call -> call.body().contains(commit)));
        assertEquals(decisions, decisions("rollback"), "it was counted when it was decided");
        assertEquals(1, types(canary).stream().filter(service("rolledback")::equals).count(), types(canary).toString());
        assertEquals(events(canary).size(), heard(canary).stream().map(Heard::body).distinct().count(),
                "whatever is told again is the same");
        aMinuteLater();
        new Operator("alice", canary).order("pause").then().statusCode(200);
        Awaited.holds("the chat's next message", () -> chat(canary).stream().anyMatch(text -> text.contains(" pause ")));
        assertEquals(1, chat(canary).stream().filter(text -> text.contains("rollback 5 % → 0 %")).count(),
                chat(canary).toString());
    }

    private Stream<JsonNode> told(CanaryRef canary, String action, String outcome) {
        return events(canary).stream().filter(event -> event.headers().get("ce-type").equals(DECISION))
                .map(event -> EventSchema.require(event.body()).path("subject").path("content"))
                .filter(decision -> decision.path("action").asText().equals(action)
                        && decision.path("outcome").asText().equals(outcome));
    }

    private double decisions(String action) {
        return registry.find("serin.decisions").tag("action", action).counters().stream().mapToDouble(Counter::count).sum();
    }

    @Test
    void theChatIsToldOfWhatMattersWithLinksAndWithoutBeingFlooded() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "alarmed");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        aMinuteLater();
        Operator alice = new Operator("alice", canary);
        int before = chat(canary).size();
        alice.order("pause", alice.look(), "reason", "<!channel> R&D says so").then().statusCode(200);
        Awaited.holds("a message", () -> chat(canary).size() == before + 1);
        String release = alice.look().release();
        String link = "https://serin.example.org/canaries/" + canary;
        String text = chat(canary).get(before);
        assertTrue(text.contains("*" + canary + "* pause 5 % → 5 % by alice"), text);
        assertTrue(text.contains("&lt;!channel&gt; R&amp;D says so"), text);
        assertTrue(text.contains("<" + link + "|Open> · <" + link + "/resume?release=" + release + "|Resume> · <" + link
                + "/rollback?release=" + release + "|Roll back>"), text);

        alice.order("resume").then().statusCode(200);
        alice.order("pause").then().statusCode(200);
        alice.order("resume").then().statusCode(200);
        alice.order("pause").then().statusCode(200);
        Awaited.holds("all that the minute allows", () -> chat(canary).size() == before + 3);
        aMinuteLater();
        alice.order("rollback").then().statusCode(200);
        Awaited.holds("the rollback", () -> chat(canary).size() == before + 4);
        String last = chat(canary).get(before + 3);
        assertTrue(last.contains("rollback 5 % → 0 % by alice") && last.contains("2 messages before this one were left out"),
                last);
        assertFalse(last.contains("/rollback"), "what is rolled back cannot be rolled back: " + last);
    }

    /** Whatever was said in the one before. Nothing moves meanwhile, so nobody else has something to say. */
    private static void aMinuteLater() {
        SteppedClock.advance(Duration.ofSeconds(61));
    }

    private List<String> chat(CanaryRef canary) {
        return listeners.at(Listeners.CHAT).stream().map(message -> JsonPath.from(message.body()).getString("text"))
                .filter(text -> text.contains("*" + canary + "*")).toList();
    }
}
