package dev.serin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What runs with the right to publish Serin: nothing that can change behind our back, and no more rights than it needs. */
class WorkflowsTest {

    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final Path RELEASE = WORKFLOWS.resolve("release.yml");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().toList();
        }
    }

    private static Map<?, ?> read(Path workflow) {
        try {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(workflow));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> jobs(Path workflow) {
        return (Map<?, ?>) read(workflow).get("jobs");
    }

    private static List<Map<?, ?>> steps(Path workflow) {
        List<Map<?, ?>> steps = new ArrayList<>();
        jobs(workflow).values().forEach(job -> ((List<?>) ((Map<?, ?>) job).get("steps"))
                .forEach(step -> steps.add((Map<?, ?>) step)));
        return steps;
    }

    private static List<String> all(Path workflow, String key) {
        return steps(workflow).stream().filter(step -> step.containsKey(key)).map(step -> step.get(key).toString()).toList();
    }

    @Test
    void thereIsOneForEachChangeAndOneForReleases() throws IOException {
        assertEquals(List.of(WORKFLOWS.resolve("ci.yml"), RELEASE), workflows());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedByItsWholeCommitAndSaysWhichVersionThatIs(Path workflow) throws IOException {
        List<String> lines = Files.readAllLines(workflow).stream().map(String::strip)
                .filter(line -> line.matches("(- )?uses:.*")).toList();

        assertFalse(lines.isEmpty());
        assertEquals(lines.size(), all(workflow, "uses").size());
        for (String line : lines) {
            assertTrue(line.matches("(- )?uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*"), line);
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void whatIsNotGrantedToAJobIsReadOnly(Path workflow) {
        assertEquals(Map.of("contents", "read"), read(workflow).get("permissions"));
    }

    @Test
    void onlyTheJobsThatPublishMayWrite() {
        Set<String> writes = new TreeSet<>();
        jobs(RELEASE).forEach((name, job) -> {
            Map<?, ?> granted = (Map<?, ?>) ((Map<?, ?>) job).get("permissions");
            if (granted != null) {
                granted.forEach((right, level) -> writes.add(name + " " + right + " " + level));
            }
        });

        assertEquals(Set.of("images contents read", "images packages write", "images id-token write",
                "images attestations write", "publish actions read", "publish contents write"), writes);
        jobs(WORKFLOWS.resolve("ci.yml")).values().forEach(job -> assertFalse(((Map<?, ?>) job).containsKey("permissions")));
    }

    /** What an expression puts into a script is run; in the environment it is only a value. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noScriptHoldsAnExpressionOrASecret(Path workflow) throws IOException {
        for (String script : all(workflow, "run")) {
            assertFalse(script.contains("${{"), script);
            assertFalse(script.matches("(?s).*(echo|printf|cat)[^\\n]*(TOKEN|PASSWORD|SECRET).*"), script);
            assertFalse(script.contains("set -x"), script);
        }
        assertFalse(Files.readString(workflow).contains("secrets."), "GitHub's own token is enough");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aCheckoutLeavesNoCredentialsBehind(Path workflow) {
        steps(workflow).stream().filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
                .forEach(step -> assertEquals(false, ((Map<?, ?>) step.get("with")).get("persist-credentials")));
    }

    @Test
    void bothImagesAreTestedSignedAndSaidToBeBuiltHereOfWhat() throws IOException {
        String text = Files.readString(RELEASE);
        Map<?, ?> images = (Map<?, ?>) jobs(RELEASE).get("images");
        List<?> kinds = ((List<?>) ((Map<?, ?>) ((Map<?, ?>) images.get("strategy")).get("matrix")).get("include")).stream()
                .<Object> map(kind -> ((Map<?, ?>) kind).get("kind")).toList();

        assertEquals("test", images.get("needs"));
        assertEquals(List.of("native", "jvm"), kinds);
        assertTrue(text.contains("file: src/main/docker/Dockerfile.${{ matrix.kind }}"));
        assertTrue(all(RELEASE, "run").stream().anyMatch(script -> script.contains("cosign sign --yes")
                && script.contains("cosign attest --yes --type cyclonedx --predicate target/serin-sbom.json")));
        assertTrue(all(RELEASE, "uses").stream().anyMatch(action -> action.startsWith("actions/attest-build-provenance@")));
    }
}
