package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import dev.serin.policy.OnnxFile;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.training.report.Page;
import dev.serin.training.report.SelfContained;

class ModelReportTest {

    /** Likes the rollback a little. */
    private static final byte[] MODEL = new OnnxFile(1, 1, 1, 1, 1, 1, 1.5f).bytes();

    private static String page(int threads, long firstSeed) {
        Contest contest = new Contest(threads, new PrintStream(OutputStream.nullOutputStream()), false,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new Page("", "", new ModelReport(contest, ScenarioFile.shipped("training").get("training"), firstSeed, 20)
                .of(MODEL)).html();
    }

    @Test
    void itHasTheFrontTheClassesAndExamples() throws Exception {
        String html = page(2, 1);
        SelfContained.require(html);
        assertTrue(html.contains("validation, 20 releases") && html.contains("<td class=\"words\">serin, caution +6.5"), html);
        assertTrue(html.contains("Good promoted and bad caught") && html.contains("serin, from bold to cautious"));
        assertTrue(html.contains("\"words\">healthy-warm-up</td>") && html.contains("\"words\">latency-tiny</td>"));
        assertTrue(html.contains("<h3>leak, "));
    }

    @Test
    void theNumberOfThreadsChangesNothingAndTheSeedDoes() {
        String one = page(1, 1);
        assertEquals(one, page(3, 1));
        assertNotEquals(one, page(3, 1000));
    }
}
