package dev.serin.gitops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import dev.serin.canary.InvalidField;
import dev.serin.canary.StepWeights;

/**
 * The smallest replacements that make {@code spec.analysis.stepWeights} a given path. A hand-written stepWeight
 * and maxWeight go, because the CRD allows one of stepWeight and stepWeights (oneOf in Flagger's
 * artifacts/flagger/crd.yaml).
 */
final class StepWeightsEdit {

    static final String KEY = "stepWeights";
    static final String STEP = "stepWeight";
    static final String MAXIMUM = "maxWeight";

    private final YamlText yaml;
    private final YamlMap analysis;
    private final StepWeights path;

    StepWeightsEdit(YamlText yaml, YamlMap analysis, StepWeights path) {
        this.yaml = yaml;
        this.analysis = analysis;
        this.path = path;
    }

    /** The keys that go away when the path is written. */
    static List<String> obsoleteKeys(YamlMap analysis) {
        boolean isPath = analysis.has(KEY) && !analysis.has(STEP);
        return isPath ? List.of() : Stream.of(STEP, MAXIMUM).filter(analysis::has).toList();
    }

    List<Splice> splices() {
        List<String> obsolete = obsoleteKeys(analysis);
        List<Splice> splices = new ArrayList<>();
        Optional<YamlMap.Entry> list = analysis.entry(KEY);
        if (list.isPresent()) {
            splices.addAll(rewritten(list.get()));
        } else if (obsolete.isEmpty()) {
            splices.add(new EntryInsertion(yaml).first(analysis, written()));
        } else {
            splices.add(renamed(writtenOut(obsolete.get(0))));
        }
        obsolete.stream().skip(list.isPresent() ? 0 : 1).map(this::writtenOut).map(this::removed).forEach(splices::add);
        return splices;
    }

    private List<Splice> rewritten(YamlMap.Entry list) {
        if (list.value() instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return new WeightListEdit(yaml, sequence, path.entries()).splices();
        }
        int from = yaml.start(list.value());
        String space = from == yaml.end(list.key()) + 1 ? " " : "";
        return List.of(new Splice(from, yaml.end(list.value()), space + path));
    }

    private String written() {
        return KEY + ": " + path;
    }

    private YamlMap.Entry writtenOut(String key) {
        return analysis.entry(key).filter(entry -> entry.isWrittenOut(yaml))
                .orElseThrow(() -> new InvalidField("spec.analysis." + key, "is an alias", "write its value out"));
    }

    private Splice renamed(YamlMap.Entry entry) {
        return new Splice(yaml.start(entry.key()), yaml.end(entry.value()), written());
    }

    private Splice removed(YamlMap.Entry entry) {
        return analysis.isFlow() ? removedFromFlow(entry)
                : Splice.delete(yaml.lineStart(yaml.start(entry.key())), yaml.nextLineStart(yaml.end(entry.value())));
    }

    /** With the comma in front of it, or behind it where it comes first. */
    private Splice removedFromFlow(YamlMap.Entry entry) {
        List<Node> keys = analysis.tuples().stream().map(tuple -> (Node) tuple.getKeyNode()).toList();
        int index = keys.indexOf(entry.key());
        if (index == 0) {
            return Splice.delete(yaml.start(entry.key()), yaml.start(keys.get(1)));
        }
        int comma = yaml.text().lastIndexOf(',', yaml.start(entry.key()));
        return Splice.delete(comma, yaml.end(entry.value()));
    }
}
