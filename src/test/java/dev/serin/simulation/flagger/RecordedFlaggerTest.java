package dev.serin.simulation.flagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.Cluster;

/**
 * The embedded Flagger calls hooks as the real one did: src/test/resources/flagger has what Flagger 1.44.0 sent to Serin, on a
 * real API server, in one release that was rolled back and one that was promoted. A block is a tick. In it {@code git} says
 * what had changed before, and each other line is a call: hook, phase, revision by first appearance, the status that Serin
 * answered or the event's type and message.
 */
class RecordedFlaggerTest {

    private static final Path RECORDING = Path.of("src/test/resources/flagger/1.44.0.txt");
    private static final Map<String, HookType> SAMPLE = Map.of("serin-start", HookType.CONFIRM_ROLLOUT, "serin-rollback",
            HookType.ROLLBACK, "serin-advance", HookType.CONFIRM_TRAFFIC_INCREASE, "serin-promote", HookType.CONFIRM_PROMOTION,
            "serin-end", HookType.POST_ROLLOUT, "serin-events", HookType.EVENT);

    private final FlaggerFixture workload = new FlaggerFixture("\"stepWeights\": [5, 5]");
    private final ScriptedHooks hooks = new ScriptedHooks();
    private final CanaryResource canary = new Cluster(workload.clock).apply(new CanaryRef("prod", "podinfo"),
            manifest("[5, 5]"));
    private final FlaggerLoop loop = new FlaggerLoop(canary, workload, hooks, workload.clock);
    private final List<String> revisions = new ArrayList<>();

    private static CanaryResource.Manifest manifest(String stepWeights) {
        String webhooks = SAMPLE.entrySet().stream()
                .map(hook -> "{\"name\": \"%s\", \"type\": \"%s\", \"url\": \"http://serin\"}"
                        .formatted(hook.getKey(), hook.getValue()))
                .collect(Collectors.joining(","));
        return FlaggerFixture.manifest("", "\"stepWeights\": " + stepWeights, webhooks);
    }

    @Test
    void callsWhatTheRealOneCalledTickByTick() throws Exception {
        loop.tick();
        canary.updateStatus(status -> status.inPhase(Phase.SUCCEEDED, workload.clock.instant()));
        hooks.drain();
        List<List<String>> ticks = recording();
        assertTrue(ticks.size() > 20, ticks.size() + " ticks");
        for (List<String> tick : ticks) {
            prepare(tick);
            loop.tick();
            assertEquals(tick.stream().filter(line -> !line.startsWith("git ")).collect(Collectors.joining("\n")),
                    hooks.drain().stream().map(this::line).collect(Collectors.joining("\n")));
        }
        assertEquals(Phase.SUCCEEDED, canary.status().phase());
    }

    private static List<List<String>> recording() throws Exception {
        return Stream.of(Files.readString(RECORDING).split("\n\n"))
                .map(block -> block.lines().filter(line -> !line.startsWith("#")).toList()).toList();
    }

    private void prepare(List<String> tick) {
        for (String line : tick) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("git") && words[1].equals("image")) {
                workload.targetSpec = words[2];
            } else if (words[0].equals("git")) {
                canary.apply(manifest(words[2]));
            } else if (!words[0].equals("event")) {
                hooks.answer(HookType.of(words[0]).orElseThrow(), Integer.parseInt(line.replaceFirst(".* ", "")));
            }
        }
    }

    private String line(ScriptedHooks.Call call) {
        HookPayload sent = call.payload();
        String said = call.type() == HookType.EVENT
                ? sent.metadata().get("eventType") + " " + sent.metadata().get("eventMessage")
                : Integer.toString(hooks.answerOf(call));
        return call.type() + " " + sent.phase().wire() + " " + revision(sent.checksum()) + " " + said;
    }

    private String revision(String checksum) {
        if (!revisions.contains(checksum)) {
            revisions.add(checksum);
        }
        return "r" + (revisions.indexOf(checksum) + 1);
    }
}
