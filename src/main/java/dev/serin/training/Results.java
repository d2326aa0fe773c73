package dev.serin.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import dev.serin.canary.Sha256;
import dev.serin.training.Training.Trained;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.Network;
import dev.serin.training.ppo.OnnxExport;

/** What a training leaves behind: {@code policy.onnx}, {@code model-card.md} and {@code training.json}. */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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
        metadata.put("serin.seed", Long.toString(best.seed()));
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
        Files.writeString(directory.resolve("model-card.md"), card());
        Files.writeString(directory.resolve("training.json"), JSON.writeValueAsString(json()) + "\n");
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policySha256", sha256());
        json.put("sourceCommit", sourceCommit);
        json.put("configuration", task.configuration());
        json.put("hyperparameters", hyperparameters);
        json.put("chosenSeed", best.seed());
        json.put("seeds", all.stream().map(Results::json).toList());
        return json;
    }

    private static Map<String, Object> json(Trained trained) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", trained.seed());
        json.put("networkSha256", trained.network().sha256());
        json.put("validation", trained.score().evaluation());
        json.put("figures", trained.score().figures());
        json.put("curve", trained.curve().stream().filter(update -> update.episodes() > 0).toList());
        return json;
    }

    private String card() {
        return """
                # Model card: Serin's release policy

                | | |
                | --- | --- |
                | file | `policy.onnx`, SHA-256 `%s` |
                | decides | hold, advance, promote or roll back a canary release, from telemetry alone |
                | network | %s, ReLU; probabilities of the permitted actions |
                | trained by | PPO, %d steps for each of %d seeds; the best on the validation episodes is seed %d |
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
                        hyperparameters.stepsInAll(), all.size(), best.seed(), task.configuration(), sourceCommit,
                        best.score().evaluation().episodes(), scores(), hyperparameters);
    }

    private String scores() {
        List<String> names = List.copyOf(best.score().figures().keySet());
        String head = "| seed | mean reward | " + names.stream().map(name -> name + " | ").collect(Collectors.joining());
        String line = "| --- ".repeat(names.size() + 2) + "|";
        return head.stripTrailing() + "\n" + line + "\n"
                + all.stream().map(trained -> row(trained, names)).collect(Collectors.joining());
    }

    private static String row(Trained trained, List<String> names) {
        return String.format(Locale.ROOT, "| %d | %.4f ± %.4f |", trained.seed(), trained.score().evaluation().meanReward(),
                1.96 * trained.score().evaluation().standardError())
                + names.stream().map(name -> String.format(Locale.ROOT, " %.2f |", trained.score().figures().get(name)))
                        .collect(Collectors.joining())
                + "\n";
    }
}
