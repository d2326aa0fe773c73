package dev.serin.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.training.benchmark.Contest;

/** {@code make train}: see {@link TrainArguments#USAGE}. */
public final class Train {

    private static final int PATIENCE_SECONDS = 20;

    private final TrainArguments arguments;
    private final Task task;
    private final PrintStream out;
    private final Clock clock;
    private final boolean terminal;

    Train(TrainArguments arguments, Task task, PrintStream out, Clock clock, boolean terminal) {
        this.arguments = arguments;
        this.task = task;
        this.out = out;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** Ends with 0 when the model is written, 130 when it was stopped before, 2 when it could not start, 1 otherwise. */
    public static void main(String[] words) throws IOException {
        if (Arrays.asList(words).contains(TrainArguments.HELP)) {
            System.out.print(TrainArguments.USAGE);
            return;
        }
        try {
            TrainArguments arguments = TrainArguments.of(List.of(words));
            boolean terminal = System.console() != null;
            Contest contest = new Contest(arguments.threads(), System.out, terminal, Clock.systemUTC());
            new Train(arguments, releases(arguments, contest), System.out, Clock.systemUTC(), terminal)
                    .runUntilDoneOrInterrupted();
        } catch (InvalidField unusable) {
            System.err.println(unusable.getMessage());
            System.exit(2);
        } catch (CancellationException stopped) {
            // The process is ending already: see below.
        }
    }

    private static Task releases(TrainArguments arguments, Contest contest) {
        Map<String, ScenarioSet> sets = arguments.scenarios().map(ScenarioFile::read)
                .orElseGet(() -> ScenarioFile.shipped("training"));
        if (!sets.containsKey("training")) {
            throw new InvalidField("--scenarios", "has no set called training", "name the set to learn from so");
        }
        ScenarioSet training = sets.get("training");
        return ReleaseTask.of(training, sets.getOrDefault("validation", training), arguments, contest);
    }

    private void runUntilDoneOrInterrupted() throws IOException {
        Training training = prepare();
        CountDownLatch ended = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> stop(training, ended));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            train(training);
        } finally {
            ended.countDown();
        }
    }

    /** After Ctrl-C: waits until each seed has written a last checkpoint. */
    private void stop(Training training, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        training.stop();
        out.printf("%nStopping after the present update ...%n");
        try {
            boolean written = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            out.printf("%s in %s. To go on: the same command with --resume (make train TRAIN_ARGS=--resume).%n",
                    written ? "Stopped; checkpoints are" : "Stopped; the last checkpoints are", arguments.output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws InvalidField before anything is changed on disk */
    Training prepare() throws IOException {
        if (Files.exists(arguments.output()) && !Files.isDirectory(arguments.output())) {
            throw new InvalidField("--output", "is a file", "name a directory");
        }
        Training training = new Training(task, arguments.hyperparameters(), arguments.seedList(), arguments.output());
        if (arguments.resume()) {
            training.resume();
        }
        Files.createDirectories(arguments.output());
        return training;
    }

    /** @throws CancellationException when the training was stopped */
    void train(Training training) throws IOException {
        Progress progress = new Progress(out, terminal, clock, training.stepsMade(), training.stepsInAll());
        out.printf(Locale.ROOT, "Training %d networks, %.1f million steps each, %d at once%n", arguments.seeds(),
                arguments.hyperparameters().stepsInAll() / 1e6, Math.min(arguments.seeds(), arguments.threads()));
        List<Training.Trained> trained = training.run(arguments.threads(),
                (seed, update) -> progress.add(seed, update, arguments.hyperparameters().batch()));
        ShippedModel shipped = ShippedModel.load();
        Results results = new Results(task, arguments.hyperparameters(), trained, arguments.sourceCommit(), shipped);
        out.printf("Playing releases under the best, %s, for the report%n", results.best().name());
        results.write(arguments.output());
        tell(trained, results, shipped);
    }

    private void tell(List<Training.Trained> trained, Results results, ShippedModel shipped) {
        trained.forEach(each -> out.printf(Locale.ROOT, "%s: mean reward %.4f, %s%n", each.name(),
                each.score().evaluation().meanReward(), figures(each.score().figures())));
        out.printf("The best is %s: %s%n  SHA-256 %s%s%n", results.best().name(),
                arguments.output().resolve("policy.onnx"), results.sha256(),
                shipped.hasSha256(results.sha256()) ? ", the shipped model, bit for bit" : "");
    }

    private static String figures(Map<String, Double> figures) {
        return figures.entrySet().stream().map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
                .collect(Collectors.joining("; "));
    }
}
