package dev.serin.gitops;

import static dev.serin.canary.DecisionStamp.METADATA_KEY;
import static dev.serin.gitops.SerinHook.METADATA;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;

/**
 * The smallest replacements that put a stamp into the metadata of all of Serin's hooks. Hooks without metadata
 * get one anchored map, {@code metadata: &serin {decision: ...}}, which the others point to: later commits change
 * one line.
 */
final class StampEdit {

    private final YamlText yaml;
    private final List<SerinHook> hooks;
    private final DecisionStamp stamp;
    private final EntryInsertion insertion;

    /** What is done once although several hooks share it. */
    private final Set<Node> edited = Collections.newSetFromMap(new IdentityHashMap<>());

    StampEdit(YamlText yaml, List<SerinHook> hooks, DecisionStamp stamp) {
        this.yaml = yaml;
        this.hooks = hooks;
        this.stamp = stamp;
        this.insertion = new EntryInsertion(yaml);
    }

    List<Splice> splices() {
        List<Splice> splices = new ArrayList<>();
        List<SerinHook> bare = new ArrayList<>();
        for (SerinHook hook : hooks) {
            Optional<Node> metadata = hook.map().entry(METADATA).map(YamlMap.Entry::value);
            if (metadata.isEmpty() && edited.add(hook.map().node())) {
                bare.add(hook);
            }
            metadata.filter(edited::add).flatMap(this::inMetadata).ifPresent(splices::add);
        }
        splices.addAll(inserted(bare));
        return splices;
    }

    private Optional<Splice> inMetadata(Node metadata) {
        Optional<YamlMap> map = YamlMap.of(metadata);
        if (map.isEmpty()) {
            return Optional.of(overEmpty(metadata, "{" + written() + "}"));
        }
        Optional<Node> decision = map.get().entry(METADATA_KEY).map(YamlMap.Entry::value);
        return decision.isPresent() ? decision.filter(edited::add).map(this::replaced)
                : Optional.of(insertion.first(map.get(), written()));
    }

    private String written() {
        return METADATA_KEY + ": " + stamp;
    }

    private Splice replaced(Node decision) {
        if (!(decision instanceof ScalarNode scalar)) {
            throw new InvalidField("metadata.decision", "is not one line of text", "remove it");
        }
        int from = yaml.start(scalar);
        String quote = quote(scalar);
        if (from == yaml.end(scalar)) {
            return overEmpty(scalar, stamp.toString());
        }
        return new Splice(from, endOfText(scalar), quote + stamp + quote);
    }

    private static String quote(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED ? "\""
                : scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED ? "'" : "";
    }

    /** A literal or folded scalar owns the line breaks behind it; the next line needs one. */
    private int endOfText(ScalarNode scalar) {
        int end = yaml.end(scalar);
        while ("\r\n".indexOf(yaml.text().charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** A null is either nothing at all behind the colon, or written as {@code ~} or {@code null}. */
    private Splice overEmpty(Node node, String value) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().getValue().endsWith(":null")) {
            throw new InvalidField(METADATA, "of a hook is not a map", "write it as {}");
        }
        int from = yaml.start(node);
        String space = yaml.text().charAt(from - 1) == ' ' ? "" : " ";
        return new Splice(from, yaml.end(node), space + value);
    }

    private List<Splice> inserted(List<SerinHook> bare) {
        if (bare.size() == 1) {
            return List.of(insertion.after(bare.get(0).map(), "url", METADATA + ": {" + written() + "}"));
        }
        String anchor = freeAnchor();
        List<Splice> splices = new ArrayList<>();
        for (SerinHook hook : bare) {
            String value = splices.isEmpty() ? "&" + anchor + " {" + written() + "}" : "*" + anchor;
            splices.add(insertion.after(hook.map(), "url", METADATA + ": " + value));
        }
        return splices;
    }

    private String freeAnchor() {
        String anchor = "serin";
        for (int i = 2; yaml.text().contains("&" + anchor); i++) {
            anchor = "serin" + i;
        }
        return anchor;
    }
}
