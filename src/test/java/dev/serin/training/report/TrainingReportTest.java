package dev.serin.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;
import dev.serin.training.report.EpisodeStory.Moment;

class TrainingReportTest {

    private static final String TRAINING = """
            {"curves": [{"network": "seed 1", "points": [{"steps": 16384, "return": -0.8}, {"steps": 4000000, "return": 0.4}]},
                        {"network": "seed 2", "points": [{"steps": 16384, "return": -0.9}, {"steps": 4000000, "return": 0.5}]}],
             "selected": "seed 2",
             "scores": [{"network": "seed 1", "validation": 0.41}, {"network": "seed 2", "validation": 0.52}],
             "card": {"observation version": "2", "source commit": "abc & def"}}
            """;

    @Test
    void theReportHasACurveForEachSeedTheScoresAndTheCard() throws Exception {
        Moment moment = new Moment(1, 5, OptionalDouble.of(0.01), OptionalDouble.empty(), OptionalDouble.of(120),
                OptionalDouble.of(110));
        String html = TrainingReport.html(TrainingFile.of(TRAINING),
                List.of(new Section("Examples", "", new EpisodeStory("healthy",
                        List.of(moment,
                                new Moment(2, 100, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
                                        OptionalDouble.empty()))))));
        SelfContained.require(html);
        assertTrue(html.contains("Selected: seed 2, of 2 networks"));
        assertTrue(html.contains("seed 1</li>") && html.contains("seed 2</li>"));
        assertTrue(html.contains("<td class=\"best\">0.520</td>"));
        assertTrue(html.contains("abc &amp; def"));
        assertTrue(html.contains("<h3>healthy</h3>"));
    }

    @Test
    void whatIsWrittenIsRead(@TempDir Path directory) throws IOException {
        TrainingFile training = TrainingFile.of(TRAINING);
        training.write(directory.resolve("training.json"));
        assertEquals(training, TrainingFile.read(directory.resolve("training.json")));
    }

    @Test
    void aFileThatLacksSomethingIsRefused(@TempDir Path directory) {
        InvalidField refusal = assertThrows(InvalidField.class, () -> TrainingFile.of("{\"curves\": []}"));
        assertTrue(refusal.getMessage().startsWith("training.json is not what a training leaves"));
        assertThrows(InvalidField.class, () -> TrainingFile.read(directory.resolve("none")));
    }
}
