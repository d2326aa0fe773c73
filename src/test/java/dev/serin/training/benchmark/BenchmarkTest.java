package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.training.report.SelfContained;

/** A whole run, on few releases. */
class BenchmarkTest {

    @TempDir
    private Path directory;

    private String run(String... options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of("--output", directory.resolve("results").toString()));
        words.addAll(List.of(options));
        new Benchmark(Arguments.of(words), new PrintStream(out, true), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).run();
        return out.toString();
    }

    @Test
    void aRunLeavesJsonAReportAndTheReadmesTable() throws Exception {
        Path readme = Files.writeString(directory.resolve("README.md"), "<!-- benchmark -->\n<!-- /benchmark -->\n");
        String told = run("--episodes", "40", "--sets", "mixed,healthy,error-big", "--readme", readme.toString());
        JsonNode rows = new ObjectMapper().readTree(Files.readString(directory.resolve("results/benchmark.json")));
        assertEquals(List.of("mixed", "healthy", "error-big"), rows.findValuesAsText("set").stream().distinct().toList());
        assertTrue(Files.readString(readme).contains("| flagger-default | "));
        assertTrue(told.contains("clear regressions: median seconds of harm: –"));
        String report = Files.readString(directory.resolve("results/benchmark.html"));
        SelfContained.require(report);
        assertTrue(report.contains("mixed, 40 releases") && report.contains("healthy, 4 releases"));
    }

    @Test
    void theSameRunGivesTheSameFilesWhateverTheThreads() throws IOException {
        run("--episodes", "30", "--sets", "mixed", "--threads", "1");
        String json = Files.readString(directory.resolve("results/benchmark.json"));
        String report = Files.readString(directory.resolve("results/benchmark.html"));
        run("--episodes", "30", "--sets", "mixed", "--threads", "3");
        assertEquals(json, Files.readString(directory.resolve("results/benchmark.json")));
        assertEquals(report, Files.readString(directory.resolve("results/benchmark.html")));
    }

    @Test
    void onlyTheNamedPoliciesTakePart() throws IOException {
        run("--episodes", "5", "--sets", "mixed", "--policies", "oracle,sequential-test");
        JsonNode rows = new ObjectMapper().readTree(Files.readString(directory.resolve("results/benchmark.json")));
        assertEquals(List.of("sequential-test", "oracle"), rows.findValuesAsText("policy"));
        assertThrows(InvalidField.class, () -> run("--policies", "nobody"));
    }

    @Test
    void aReadmeWithoutMarksIsRefusedBeforeAnythingIsPlayed() throws IOException {
        Path readme = Files.writeString(directory.resolve("README.md"), "no marks");
        assertThrows(InvalidField.class, () -> run("--readme", readme.toString()));
    }

    @Test
    void tracesWithoutAServiceForTestAreRefused() {
        assertThrows(InvalidField.class, () -> run("--traces", "src/test/resources/traces"));
    }
}
