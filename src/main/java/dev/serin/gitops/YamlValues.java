package dev.serin.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import dev.serin.canary.InvalidField;

/**
 * What a YAML document means, without its layout: maps, lists and scalars, every alias written out. Two texts
 * that expand to equal values mean the same to Kubernetes.
 */
final class YamlValues {

    /** Aliases of aliases can blow a small text up without end. */
    private static final int MAX_VALUES = 200_000;

    /** @param type the YAML tag, which tells the number 5 from the text "5" */
    record Scalar(String type, String value) {
    }

    private int values;

    private YamlValues() {
    }

    /** @throws InvalidField when a key stands twice, is not a scalar, or the document is too large when written out */
    static Object expand(Node document) {
        return new YamlValues().value(document, 0);
    }

    private Object value(Node node, int depth) {
        if (++values > MAX_VALUES || depth > YamlText.MAX_DEPTH) {
            throw new InvalidField("manifest", "is too large when its aliases are written out", "use fewer aliases");
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return list(sequence, depth);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Scalar(scalar.getTag().getValue(), scalar.getValue());
    }

    private Map<String, Object> map(MappingNode mapping, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || map.containsKey(key.getValue())) {
                throw new InvalidField("manifest", "has a key twice, or one that is not text", "keep one of them");
            }
            map.put(key.getValue(), value(tuple.getValueNode(), depth + 1));
        }
        return map;
    }

    private List<Object> list(SequenceNode sequence, int depth) {
        List<Object> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(value(item, depth + 1));
        }
        return list;
    }

    /** The path of the first value that differs, as in {@code spec.analysis.webhooks[2].metadata}. */
    static Optional<String> difference(Object expected, Object actual) {
        return difference("", expected, actual);
    }

    private static Optional<String> difference(String path, Object expected, Object actual) {
        if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
            return inMaps(path, left, right);
        }
        if (expected instanceof List<?> left && actual instanceof List<?> right && left.size() == right.size()) {
            return inLists(path, left, right);
        }
        return Objects.equals(expected, actual) ? Optional.empty() : Optional.of(path);
    }

    private static Optional<String> inMaps(String path, Map<?, ?> left, Map<?, ?> right) {
        TreeSet<Object> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys.stream()
                .flatMap(
                        key -> difference(path.isEmpty() ? "" + key : path + "." + key, left.get(key), right.get(key)).stream())
                .findFirst();
    }

    private static Optional<String> inLists(String path, List<?> left, List<?> right) {
        for (int i = 0; i < left.size(); i++) {
            Optional<String> found = difference(path + "[" + i + "]", left.get(i), right.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
