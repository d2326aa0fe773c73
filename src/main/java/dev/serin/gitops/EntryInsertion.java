package dev.serin.gitops;

import org.snakeyaml.engine.v2.nodes.Node;

import dev.serin.canary.InvalidField;

/** Where a new entry goes into a mapping, in the mapping's own style: block or flow. */
final class EntryInsertion {

    private final YamlText yaml;

    EntryInsertion(YamlText yaml) {
        this.yaml = yaml;
    }

    /** In front of the first entry, on a line of its own in block style. */
    Splice first(YamlMap map, String entry) {
        if (map.tuples().isEmpty()) {
            return Splice.insert(yaml.start(map.node()) + 1, entry);
        }
        return before(map, map.tuples().get(0).getKeyNode(), entry);
    }

    /** Behind the named entry; in front of it where its value spans lines, or stands elsewhere because it is an alias. */
    Splice after(YamlMap map, String key, String entry) {
        YamlMap.Entry neighbour = map.entry(key)
                .orElseThrow(() -> new InvalidField("manifest", "has no " + key + " where one is expected", "add it"));
        int end = yaml.end(neighbour.value());
        boolean oneLine = neighbour.isWrittenOut(yaml) && end <= yaml.lineEnd(yaml.start(neighbour.key()));
        if (!oneLine) {
            return before(map, neighbour.key(), entry);
        }
        return map.isFlow() ? Splice.insert(end, ", " + entry)
                : Splice.insert(yaml.lineEnd(end), yaml.lineBreak(end) + indent(neighbour.key()) + entry);
    }

    private Splice before(YamlMap map, Node key, String entry) {
        int at = yaml.start(key);
        return Splice.insert(at, map.isFlow() ? entry + ", " : entry + yaml.lineBreak(at) + indent(key));
    }

    private String indent(Node key) {
        return " ".repeat(yaml.column(key));
    }
}
