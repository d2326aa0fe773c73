package dev.serin.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.serin.canary.Sha256;
import dev.serin.training.Training.Trained;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.Network;
import dev.serin.training.ppo.OnnxExport;
import dev.serin.training.report.TrainingFile;
import dev.serin.training.report.TrainingReport;

/** What a training leaves behind: {@code policy.onnx}, its model card, and the learning curves as JSON and as a page. */
final class Results {

    private final Task task;
    private final Hyperparameters hyperparameters;
    private final List<Trained> all;
    private final Trained best;
    private final byte[] model;
    private final String sourceCommit;

    /** @param shipped the model to reproduce: where only the source commit would differ, its own is kept */
    Results(Task task, Hyperparameters hyperparameters, List<Trained> all, String sourceCommit, ShippedModel shipped) {
        this.task = task;
        this.hyperparameters = hyperparameters;
        this.all = all;
        this.best = Training.best(all);
        this.sourceCommit = shipped.sourceCommit().filter(commit -> shipped.is(model(commit))).orElse(sourceCommit);
        this.model = model(this.sourceCommit);
    }

    private byte[] model(String commit) {
        Map<String, String> metadata = new LinkedHashMap<>(task.metadata());
        metadata.put("serin.seed", best.name());
        metadata.put("serin.scores", "mean reward " + fixed(4, best.score().evaluation().meanReward()) + "; "
                + best.score().figures().entrySet().stream().map(each -> each.getKey() + " " + fixed(2, each.getValue()))
                        .collect(Collectors.joining("; ")));
        metadata.put("serin.configuration", hyperparameters + ", " + task.configuration());
        metadata.put(ShippedModel.SOURCE_COMMIT, commit);
        Network network = best.network();
        return OnnxExport.bytes(network, metadata);
    }

    String sha256() {
        return Sha256.hex(model);
    }

    Trained best() {
        return best;
    }

    void write(Path directory) throws IOException {
        Files.write(directory.resolve("policy.onnx"), model);
        TrainingFile curves = curves();
        Files.writeString(directory.resolve("model-card.md"), card(curves.curves().size()));
        curves.write(directory.resolve("training.json"));
        Files.writeString(directory.resolve("training.html"), TrainingReport.html(curves, task.report().apply(model)));
    }

    private TrainingFile curves() {
        return new TrainingFile(all.stream().filter(each -> !each.curve().isEmpty()).map(Results::curve).toList(),
                best.name(), all.stream().map(
                        each -> new TrainingFile.Score(each.name(), each.score().evaluation().meanReward())).toList(),
                facts());
    }

    private static TrainingFile.Curve curve(Trained trained) {
        return new TrainingFile.Curve(trained.name(), trained.curve().stream().filter(update -> update.episodes() > 0)
                .map(update -> new TrainingFile.CurvePoint(update.steps(), update.meanReward())).toList());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("SHA-256 of policy.onnx", sha256());
        facts.put("source commit", sourceCommit);
        best.score().figures().forEach((name, figure) -> facts.put(name, fixed(2, figure)));
        all.forEach(each -> facts.put("network: " + each.name(), each.network().sha256()));
        facts.put("hyperparameters", hyperparameters.toString());
        facts.put("configuration", task.configuration());
        return facts;
    }

    private static String fixed(int decimals, double number) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** @param seeds that were trained */
    private String card(int seeds) {
        return """
                # Model card: Serin's release policy

                | | |
                | --- | --- |
                | file | `policy.onnx`, SHA-256 `%s` |
                | decides | hold, advance, promote or roll back a canary release, from telemetry alone |
                | network | %s, ReLU; probabilities of the permitted actions |
                | trained by | PPO, %d steps for each of %d seeds; the best on the validation episodes: %s |
                | trained on | simulated releases only: `%s` |
                | source commit | `%s` |

                ## Scores on %d validation episodes, not learnt from

                The most probable action each time, caution 0. The comparison with other rules is the benchmark's.

                %s
                ## Use and limits

                - Within the traffic and intervals of the metadata `serin.trained-ranges`; outside of them Serin falls back to the sequential test.
                - A policy for canaries that guardrails watch: they check every choice again.
                - The simulation decides what it knows: kinds of faults that are not in the scenarios were not learnt.

                ## Hyperparameters

                `%s`
                """
                .formatted(sha256(), best.network().widths().stream().map(String::valueOf).collect(Collectors.joining("-")),
                        hyperparameters.stepsInAll(), seeds, best.name(), task.configuration(), sourceCommit,
                        best.score().evaluation().episodes(), scores(), hyperparameters);
    }

    private String scores() {
        List<String> names = List.copyOf(best.score().figures().keySet());
        String head = "| network | mean reward | " + names.stream().map(name -> name + " | ").collect(Collectors.joining());
        String line = "| --- ".repeat(names.size() + 2) + "|";
        return head.stripTrailing() + "\n" + line + "\n"
                + all.stream().map(trained -> row(trained, names)).collect(Collectors.joining());
    }

    private static String row(Trained trained, List<String> names) {
        return String.format(Locale.ROOT, "| %s | %.4f ± %.4f |", trained.name(), trained.score().evaluation().meanReward(),
                1.96 * trained.score().evaluation().standardError())
                + names.stream().map(name -> String.format(Locale.ROOT, " %.2f |", trained.score().figures().get(name)))
                        .collect(Collectors.joining())
                + "\n";
    }
}
