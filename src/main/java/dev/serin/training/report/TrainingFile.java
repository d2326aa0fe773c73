package dev.serin.training.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;

/**
 * {@code training.json}, what a training leaves for its report:
 *
 * <pre>
 * {"curves": [{"network": "seed 1", "points": [{"steps": 16384, "return": -0.8}]}],
 *  "selected": "mean of seeds 1, 2",
 *  "scores": [{"network": "seed 1", "validation": 0.49}],
 *  "card": {"observation version": "2", "source commit": "..."}}
 * </pre>
 *
 * @param curves one for each seed
 * @param selected the network that became the model
 * @param scores on the validation set, by which it was selected
 * @param card facts of the model card, in the order in which they are shown
 */
public record TrainingFile(List<Curve> curves, String selected, List<Score> scores, Map<String, String> card) {

    /** What one seed learnt, in the order of its steps. */
    public record Curve(String network, List<CurvePoint> points) {
    }

    /**
     * @param steps of the environment so far
     * @param mean of the returns of the episodes that ended since the point before
     */
    public record CurvePoint(long steps, @JsonProperty("return") double mean) {
    }

    /** @param validation mean return on the validation set */
    public record Score(String network, double validation) {
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** @throws InvalidField when the file is none, or cannot be read */
    public static TrainingFile read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException unreadable) {
            throw new InvalidField("training.json", "cannot be read", "train first, or name another directory");
        }
    }

    static TrainingFile of(String json) throws IOException {
        try {
            return JSON.readValue(json, TrainingFile.class);
        } catch (JsonMappingException unfit) {
            throw new InvalidField("training.json", "is not what a training leaves: " + unfit.getPathReference(),
                    "train again with this version of Serin");
        }
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
