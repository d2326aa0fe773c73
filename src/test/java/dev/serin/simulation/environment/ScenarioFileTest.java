package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.InvalidField;

class ScenarioFileTest {

    private static final String SET = """
            ours:
              badShare: 0.5
              traffic:
                - {share: 1, requestsPerSecond: [20, 80], diurnal: [0, 0], burst: [0, 0]}
              baseline: {errorShare: [0.001, 0.002], latencyP99Millis: [100, 100], bodySpread: [0.4, 0.4], slowShare: [0.01, 0.01], slowFactor: [3, 3]}
              noise: {errorsShared: [0, 0], errorsOwn: [0, 0], latencyShared: [0, 0], latencyOwn: [0, 0], hostErrors: [0, 0], hostLatency: [0, 0], cpu: [0, 0], persistence: [0, 0]}
              effects:
                - {name: slower, errors: [0, 0], latencyFactor: [2, 2], cpuFactor: [1, 1], fromWeight: [0, 0], fromMinute: [0, 0], growing: false}
              nuisances:
                warmUp: {chance: 0.3, factor: [2, 2], minutes: [1, 1], again: [0, 0]}
                incident: {chance: 0, fromMinute: [0, 0], lengthMinutes: [1, 1], errors: [0, 0], latencyFactor: [1, 1], uneven: [0, 0]}
                gaps: {chance: 0, share: [0.1, 0.1], lengthMinutes: [1, 1]}
                cpuChange: {chance: 0, factor: [1, 1]}
                delay: {chance: 0, intervals: [1, 1]}
            """;

    private static ScenarioSet ours(String yaml) {
        return ScenarioFile.of(yaml).sets().get("ours");
    }

    private static InvalidField refusal(String yaml) {
        return assertThrows(InvalidField.class, () -> ScenarioFile.of(yaml).sets());
    }

    private static String changed(String from, String to) {
        assertTrue(SET.contains(from), from);
        return SET.replace(from, to);
    }

    @Test
    void aSetIsReadAsItStands() {
        ScenarioSet ours = ours(SET);
        assertEquals(0.5, ours.badShare());
        assertEquals(new Range(20, 80, false), ours.traffic().get(0).requestsPerSecond());
        assertEquals("slower", ours.effects().get(0).name());
    }

    @Test
    void aSetLikeAnotherSaysOnlyWhatIsDifferent() {
        ScenarioSet calm = ScenarioFile.of(SET + """
                calm:
                  like: ours
                  traffic: [{share: 1, requestsPerSecond: [1, 10, log], diurnal: [0, 0], burst: [0, 0]}]
                  nuisances: {warmUp: {chance: 0}}
                """).sets().get("calm");
        assertEquals(List.of(new Range(1, 10, true)),
                calm.traffic().stream().map(ScenarioSet.Traffic::requestsPerSecond).toList());
        assertEquals(0, calm.nuisances().warmUp().chance());
        assertEquals(ours(SET).nuisances().warmUp().factor(), calm.nuisances().warmUp().factor());
        assertEquals(ours(SET).baseline(), calm.baseline());
    }

    @Test
    void aSetMayBeLikeOneFurtherDown() {
        assertEquals(1, ScenarioFile.of("bad: {like: ours, badShare: 1}\n" + SET).sets().get("bad").badShare());
    }

    @Test
    void theSetThatOthersAreLikeStaysAsItIs() {
        String two = SET + "other: {like: ours, nuisances: {warmUp: {chance: 1}}}\n";
        assertEquals(0.3, ours(two).nuisances().warmUp().chance());
    }

    @ParameterizedTest(name = "{1} is refused at {2}")
    @CsvSource(delimiter = '|', textBlock = """
            errorShare: [0.001, 0.002]   | errorShares: [0.001, 0.002]   | ours.baseline.errorShare
            errorShare: [0.001, 0.002],  |                               | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | p50: 1, errorShare: [0, 0]    | ours.baseline.p50
            errorShare: [0.001, 0.002]   | errorShare: [0.002, 0.001]    | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: [0.001]           | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: [none, 0.002]     | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: [0, 0.002, log]   | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: [0, .inf]         | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: 0.001             | ours.baseline.errorShare
            errorShare: [0.001, 0.002]   | errorShare: [0.001, 1.2]      | ours.baseline
            requestsPerSecond: [20, 80]  | requestsPerSecond: [80, 20]   | ours.traffic[0].requestsPerSecond
            requestsPerSecond: [20, 80]  | requestsPerSecond: [0, 20]    | ours.traffic[0]
            share: 1,                    | share: -1,                    | ours.traffic[0]
            latencyFactor: [2, 2]        | latencyFactor: [0.5, 2]       | ours.effects[0]
            fromWeight: [0, 0]           | fromWeight: [0, 40]           | ours.effects[0]
            growing: false               | growing: perhaps              | ours.effects[0].growing
            slowFactor: [3, 3]           | slowFactor: [0.5, 3]          | ours.baseline
            persistence: [0, 0]          | persistence: [0, 1]           | ours.noise
            chance: 0.3                  | chance: 30                    | ours.nuisances.warmUp
            share: [0.1, 0.1]            | share: [0.1, 1]               | ours.nuisances.gaps
            intervals: [1, 1]            | intervals: [-1, 1]            | ours.nuisances.delay
            badShare: 0.5                | badShare: 50                  | ours
            badShare: 0.5                | badShares: 0.5                | ours.badShare
            """)
    void whatCannotBeReadIsNamed(String from, String to, String where) {
        InvalidField refusal = refusal(changed(from, to == null ? "" : to));
        assertEquals("scenario set " + where, refusal.field(), refusal.getMessage());
    }

    @Test
    void aRefusalSaysWhichKeyAndWhatWouldDo() {
        String unknown = refusal(changed("slowShare:", "p50: 1, slowShare:")).getMessage();
        assertTrue(unknown.contains("baseline.p50") && unknown.contains("no such key"), unknown);
        String missing = refusal(changed("slowShare: [0.01, 0.01],", "")).getMessage();
        assertTrue(missing.contains("baseline.slowShare") && missing.contains("is missing"), missing);
        String beyond = refusal(changed("chance: 0.3", "chance: 30")).getMessage();
        assertTrue(beyond.contains("chance") && beyond.contains("0 to 1"), beyond);
        String backwards = refusal(changed("[20, 80]", "[80, 20]")).getMessage();
        assertTrue(backwards.contains("[from, to]"), backwards);
    }

    @Test
    void aSetLikeItselfIsRefused() {
        InvalidField refusal = refusal("one: {like: two}\ntwo: {like: one}\n");
        assertEquals("scenario set two", refusal.field());
        assertTrue(refusal.getMessage().contains("like itself"), refusal.getMessage());
        assertEquals("scenario set one", refusal("one: {like: one}\n").field());
    }

    @Test
    void aSetLikeAMissingOneIsRefused() {
        InvalidField refusal = refusal("one: {like: nobody}\n");
        assertEquals("scenario set nobody", refusal.field());
    }

    @Test
    void aFileThatIsNoneIsRefused(@TempDir Path folder) throws IOException {
        assertEquals("scenarios",
                assertThrows(InvalidField.class, () -> ScenarioFile.read(folder.resolve("none.yaml"))).field());
        assertEquals("scenarios", refusal("- one\n").field());
        assertEquals("scenarios", refusal("").field());
        assertEquals("scenarios", refusal("one: {\n").field());
        assertEquals("scenarios", refusal("one: {}\none: {}\n").field());
        assertEquals("scenarios", assertThrows(InvalidField.class, () -> ScenarioFile.shipped("nothing")).field());
        Path file = Files.writeString(folder.resolve("ours.yaml"), SET);
        assertEquals(List.of("ours"), List.copyOf(ScenarioFile.read(file).keySet()));
    }

    @Test
    void theExampleInTheDocumentsIsASet() throws IOException {
        String page = Files.readString(Path.of("docs/scenarios.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("\n```\n", page.indexOf("```yaml\n")) + 1);
        var sets = ScenarioFile.of(example).sets();
        assertEquals(List.of("checkout", "checkout-by-night"), List.copyOf(sets.keySet()));
        assertEquals(0, sets.get("checkout-by-night").nuisances().delay().chance());
    }
}
