package dev.serin.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.RewardSettings;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.RecordChanges;

/**
 * How the training is run.
 *
 * @param seeds how many networks are trained, to keep the best; the seeds count from 1
 * @param threads how many are trained at once; what comes out does not depend on it
 * @param output where everything is written
 * @param symmetric the critic sees no more than the policy, to measure what it is worth that it does
 * @param resume go on from the checkpoints in {@code output}
 * @param scenarios a scenario file; the shipped one when empty
 * @param validation episodes to choose the best by
 * @param report releases that the best plays for its page
 * @param sourceCommit written into the model
 */
record TrainArguments(int seeds, int threads, Path output, boolean symmetric, boolean resume, Optional<Path> scenarios,
        int validation, int report, String sourceCommit, Hyperparameters hyperparameters, RewardSettings rewards) {

    static final String HELP = "--help";
    static final String USAGE = """
            Trains networks by PPO, keeps the best and writes policy.onnx, model-card.md, training.json and training.html.
              --seeds N               how many networks to train (2)
              --steps N               of the environment for each (%d)
              --output DIR            where results and checkpoints are written (training-data)
              --resume                go on from the checkpoints in that directory
              --scenarios FILE        releases to learn from: its set called training, and to choose by: validation, where
                                      there is one (those shipped)
              --hyperparameters FILE  JSON with some of the names in Hyperparameters.java (the shipped ones)
              --rewards FILE          JSON with some of the names in RewardSettings.java (the shipped ones)
              --validation N          episodes to choose the best network by (8000)
              --report N              of these releases to play for training.html, and a fifth of it of each class (1000)
              --threads N             how many networks are trained at once (2); the results do not depend on it
              --symmetric-critic      hide from the critic what the policy cannot see either
              --source-commit ID      written into the model (unknown)
              --help                  this text
            """.formatted(Hyperparameters.DEFAULT.steps());

    private static final String RESUME = "--resume";
    private static final String SYMMETRIC = "--symmetric-critic";
    private static final Set<String> ALONE = Set.of(RESUME, SYMMETRIC);
    private static final Set<String> WITH_VALUE = Set.of("--seeds", "--steps", "--output", "--scenarios",
            "--hyperparameters", "--rewards", "--validation", "--report", "--threads", "--source-commit");

    /** @throws InvalidField when an argument is not understood, or a file cannot be read */
    static TrainArguments of(List<String> words) {
        Map<String, String> given = new HashMap<>();
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String option = left.pop();
            given.put(option, ALONE.contains(option) ? "" : value(option, left));
        }
        return new TrainArguments(number(given, "--seeds", 2), number(given, "--threads", 2),
                Path.of(given.getOrDefault("--output", "training-data")), given.containsKey(SYMMETRIC),
                given.containsKey(RESUME),
                Optional.ofNullable(given.get("--scenarios")).map(Path::of), number(given, "--validation", 8000),
                number(given, "--report", 1000),
                given.getOrDefault("--source-commit", "unknown"), hyperparameters(given), rewards(given));
    }

    private static String value(String option, Deque<String> left) {
        if (!WITH_VALUE.contains(option)) {
            throw new InvalidField(option, "is not understood", "see --help");
        }
        if (left.isEmpty() || left.peek().isEmpty() || left.peek().startsWith("--")) {
            throw new InvalidField(option, "has no value", "see --help");
        }
        return left.pop();
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        String value = given.getOrDefault(option, Integer.toString(otherwise));
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new InvalidField(option, "is no whole number above 0", "give one");
        }
        return Integer.parseInt(value);
    }

    private static Hyperparameters hyperparameters(Map<String, String> given) {
        Hyperparameters file = Hyperparameters.DEFAULT.with(changes("--hyperparameters", given));
        return given.containsKey("--steps") ? file.with(Map.of("steps", number(given, "--steps", 1))) : file;
    }

    private static RewardSettings rewards(Map<String, String> given) {
        return RecordChanges.apply("rewards", RewardSettings.DEFAULT, changes("--rewards", given));
    }

    private static Map<String, Object> changes(String option, Map<String, String> given) {
        return given.containsKey(option) ? read(option, Path.of(given.get(option))) : Map.of();
    }

    private static Map<String, Object> read(String option, Path file) {
        try {
            return new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {
            });
        } catch (JsonProcessingException unfit) {
            throw new InvalidField(option, "is no JSON object: " + unfit.getOriginalMessage(),
                    "write an object of names and values");
        } catch (IOException unreadable) {
            throw new InvalidField(option, "cannot be read from " + file, "name a JSON file");
        }
    }

    List<Long> seedList() {
        return LongStream.rangeClosed(1, seeds).boxed().toList();
    }
}
