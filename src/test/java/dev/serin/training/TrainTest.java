package dev.serin.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Sha256;
import dev.serin.policy.OnnxPolicy;
import dev.serin.simulation.environment.RewardSettings;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.report.SelfContained;
import dev.serin.training.report.TrainingFile;

class TrainTest {

    private static final String SMALL = """
            {"environments": 8, "stepsPerUpdate": 16, "minibatch": 64, "actorWidths": [8], "criticWidths": [8]}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void writesTheModelTheCardAndTheCurves() throws IOException {
        Path output = directory.resolve("out");
        train(output);
        byte[] model = Files.readAllBytes(output.resolve("policy.onnx"));
        TrainingFile json = TrainingFile.read(output.resolve("training.json"));
        String card = Files.readString(output.resolve("model-card.md"));
        assertTrue(json.card().containsValue(Sha256.hex(model)), json.card().toString());
        assertTrue(card.contains(Sha256.hex(model)), card);
        assertEquals(2, json.curves().size());
        List<TrainingFile.CurvePoint> points = json.curves().get(0).points();
        assertEquals(ToyTask.HYPERPARAMETERS.stepsInAll(), points.get(points.size() - 1).steps());
        assertTrue(Files.readString(output.resolve("training.html")).contains("Learning curve of each seed"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains(Sha256.hex(model)));
    }

    @Test
    void trainingAgainGivesTheSameFile() throws IOException {
        train(directory.resolve("one"));
        train(directory.resolve("two"));
        assertArrayEquals(Files.readAllBytes(directory.resolve("one/policy.onnx")),
                Files.readAllBytes(directory.resolve("two/policy.onnx")));
    }

    @Test
    void reproducingTheShippedModelKeepsItsSourceCommit() throws IOException {
        List<Training.Trained> trained = train(directory.resolve("out")).run(1, (seed, update) -> {
        });
        byte[] shipped = model(trained, "first", new ShippedModel(new byte[0]));
        assertArrayEquals(shipped, model(trained, "later", new ShippedModel(shipped)));
        assertFalse(Arrays.equals(shipped, model(trained, "later", new ShippedModel(new byte[0]))));
    }

    private byte[] model(List<Training.Trained> trained, String commit, ShippedModel shipped) throws IOException {
        Path output = Files.createTempDirectory(directory, "model");
        new Results(ToyTask.task(), ToyTask.HYPERPARAMETERS, trained, commit, shipped).write(output);
        return Files.readAllBytes(output.resolve("policy.onnx"));
    }

    private Training train(Path output) throws IOException {
        TrainArguments arguments = new TrainArguments(2, 2, output, false, false, Optional.empty(), 100, 10, "abc",
                ToyTask.HYPERPARAMETERS, RewardSettings.DEFAULT);
        Train train = new Train(arguments, ToyTask.task(), new PrintStream(printed, true, StandardCharsets.UTF_8),
                Clock.systemUTC(), false);
        train.train(train.prepare());
        Training again = train.prepare();
        again.resume();
        return again;
    }

    @Test
    void anOutputThatIsAFileIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        assertTrue(assertThrows(InvalidField.class, () -> train(file)).getMessage().contains("--output"));
        assertEquals("mine", Files.readString(file));
    }

    /** The command itself: stopped by a signal, resumed, and what it writes is a policy that Serin loads. */
    @Test
    void theCommandCanBeStoppedAndResumedAndItsModelFitsSerin() throws Exception {
        Path hyperparameters = Files.writeString(directory.resolve("small.json"), SMALL);
        Path output = directory.resolve("out");
        String[] same = { "--hyperparameters", hyperparameters.toString(), "--steps", "150000", "--seeds", "1",
                "--validation", "5", "--report", "10" };
        Process training = command(output, same);
        awaitFile(training, output.resolve("checkpoint-1.bin"));
        training.toHandle().destroy();
        String said = said(training);
        assertTrue(said.contains("Stopped; checkpoints are in " + output) && said.contains("--resume"), said);
        assertFalse(Files.exists(output.resolve("policy.onnx")));

        assertEnds(0, command(output, Stream.concat(Stream.of(same), Stream.of("--resume")).toArray(String[]::new)));
        Path whole = directory.resolve("whole");
        assertEnds(0, command(whole, same));
        byte[] model = Files.readAllBytes(output.resolve("policy.onnx"));
        assertArrayEquals(Files.readAllBytes(whole.resolve("policy.onnx")), model);
        new OnnxPolicy(model).close();
        String report = Files.readString(output.resolve("training.html"));
        SelfContained.require(report);
        assertTrue(report.contains("Learning curve of each seed") && report.contains("validation, 10 releases"));
        assertEquals(report, Files.readString(whole.resolve("training.html")));
    }

    private static String assertEnds(int code, Process process) throws IOException, InterruptedException {
        String said = said(process);
        assertEquals(code, process.waitFor(), said);
        return said;
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void awaitFile(Process training, Path file) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.exists(file) && training.isAlive() && System.nanoTime() < deadline) {
            training.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertTrue(Files.exists(file), () -> "no checkpoint; alive: " + training.isAlive());
    }

    @Test
    void aWrongArgumentIsNamedAndNothingIsWritten() throws IOException, InterruptedException {
        Path output = directory.resolve("out");
        String said = assertEnds(2, command(output, "--sedes", "3"));
        assertTrue(said.contains("--sedes"), said);
        assertFalse(Files.exists(output));
    }

    @Test
    void argumentsThatCannotBeUsedAreNamed() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong.json"), "{\"learnRate\": 1}");
        Map<List<String>, String> refused = Map.of(List.of("--seeds", "0"), "--seeds", List.of("--steps", "many"), "--steps",
                List.of("--output"), "--output", List.of("--output", "--resume"), "--output", List.of("5"), "5",
                List.of("--hyperparameters", wrong.toString()), "learnRate", List.of("--hyperparameters", "none.json"),
                "none.json");
        refused.forEach((words, named) -> assertTrue(
                assertThrows(InvalidField.class, () -> TrainArguments.of(words), words::toString).getMessage()
                        .contains(named)));
    }

    @Test
    void argumentsOverrideTheFileAndTheFileTheDefaults() throws IOException {
        Path file = Files.writeString(directory.resolve("some.json"), "{\"clip\": 0.1, \"steps\": 5}");
        Hyperparameters read = TrainArguments.of(List.of("--hyperparameters", file.toString(), "--steps", "7", "--resume"))
                .hyperparameters();
        assertEquals(Hyperparameters.DEFAULT.with(Map.of("clip", 0.1, "steps", 7)), read);
        assertEquals(Hyperparameters.DEFAULT, TrainArguments.of(List.of()).hyperparameters());
    }

    private static Process command(Path output, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Train.class.getName(), "--output", output.toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
