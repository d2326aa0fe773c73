package dev.serin.gitops;

import java.util.List;
import java.util.Optional;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML document, asked by the names of its keys. */
record YamlMap(MappingNode node) {

    /** One key with its value. */
    record Entry(Node key, Node value) {

        /** False when the value is an alias, and so stands somewhere else: an alias always points back. */
        boolean isWrittenOut(YamlText yaml) {
            return yaml.start(value) >= yaml.end(key);
        }
    }

    static Optional<YamlMap> of(Node node) {
        return node instanceof MappingNode mapping ? Optional.of(new YamlMap(mapping)) : Optional.empty();
    }

    boolean isFlow() {
        return node.getFlowStyle() == FlowStyle.FLOW;
    }

    List<NodeTuple> tuples() {
        return node.getValue();
    }

    Optional<Entry> entry(String key) {
        return tuples().stream().filter(tuple -> isNamed(tuple.getKeyNode(), key)).findFirst()
                .map(tuple -> new Entry(tuple.getKeyNode(), tuple.getValueNode()));
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    Optional<YamlMap> map(String key) {
        return entry(key).flatMap(entry -> of(entry.value()));
    }

    /** The items of a list; none when there is no list. */
    List<Node> items(String key) {
        return entry(key).filter(entry -> entry.value() instanceof SequenceNode)
                .map(entry -> ((SequenceNode) entry.value()).getValue()).orElse(List.of());
    }

    /** The text of a scalar. */
    Optional<String> scalar(String key) {
        return entry(key).filter(entry -> entry.value() instanceof ScalarNode)
                .map(entry -> ((ScalarNode) entry.value()).getValue());
    }

    private static boolean isNamed(Node key, String name) {
        return key instanceof ScalarNode scalar && scalar.getValue().equals(name);
    }
}
