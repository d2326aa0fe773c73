package dev.serin.gitops;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import dev.serin.canary.InvalidField;

/** The smallest replacements that turn one list of weights into another, in the list's own style: entry by entry. */
final class WeightListEdit {

    private final YamlText yaml;
    private final SequenceNode list;
    private final List<Node> old;
    private final List<Integer> wanted;

    /** @param list has at least one entry */
    WeightListEdit(YamlText yaml, SequenceNode list, List<Integer> wanted) {
        this.yaml = yaml;
        this.list = list;
        this.old = list.getValue();
        this.wanted = wanted;
    }

    List<Splice> splices() {
        List<Splice> splices = new ArrayList<>();
        int common = Math.min(old.size(), wanted.size());
        for (int i = 0; i < common; i++) {
            replaceIfDifferent(i, splices);
        }
        if (wanted.size() > common) {
            splices.add(isFlow() ? appendedInFlow() : appendedInBlock());
        } else if (old.size() > common) {
            splices.add(isFlow() ? Splice.delete(yaml.end(old.get(common - 1)), yaml.end(last()))
                    : Splice.delete(yaml.lineEnd(yaml.end(old.get(common - 1))), yaml.lineEnd(yaml.end(last()))));
        }
        return splices;
    }

    private void replaceIfDifferent(int i, List<Splice> splices) {
        int from = yaml.start(old.get(i));
        int to = yaml.end(old.get(i));
        String weight = wanted.get(i).toString();
        if (!yaml.between(from, to).equals(weight)) {
            splices.add(new Splice(from, to, weight));
        }
    }

    private boolean isFlow() {
        return list.getFlowStyle() == FlowStyle.FLOW;
    }

    private Node last() {
        return old.get(old.size() - 1);
    }

    private List<Integer> added() {
        return wanted.subList(old.size(), wanted.size());
    }

    private Splice appendedInFlow() {
        StringBuilder entries = new StringBuilder();
        String separator = separator();
        added().forEach(weight -> entries.append(separator).append(weight));
        return Splice.insert(yaml.end(last()), entries.toString());
    }

    /** As between the last two entries, unless a comment stands there. */
    private String separator() {
        if (old.size() > 1) {
            int from = yaml.end(old.get(old.size() - 2));
            int to = yaml.start(last());
            String used = from <= to ? yaml.between(from, to) : "";
            return used.matches("\\s*,\\s*") ? used : ", ";
        }
        return ", ";
    }

    private Splice appendedInBlock() {
        int end = yaml.lineEnd(yaml.end(last()));
        StringBuilder lines = new StringBuilder();
        String prefix = yaml.lineBreak(end) + dash();
        added().forEach(weight -> lines.append(prefix).append(weight));
        return Splice.insert(end, lines.toString());
    }

    /** The indentation and dash in front of the last entry. */
    private String dash() {
        int start = yaml.start(last());
        String prefix = yaml.between(yaml.lineStart(start), start);
        if (!prefix.matches(" *- +")) {
            throw new InvalidField("spec.analysis.stepWeights", "has an entry that is not a plain number on its own line",
                    "write the list as [5, 5]");
        }
        return prefix;
    }
}
