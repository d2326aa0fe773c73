package dev.serin.gitops;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import dev.serin.canary.Action;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;

/**
 * The smallest replacement that switches {@code spec.skipAnalysis} on for a promotion past the analysis, and off again with
 * whatever Serin writes next: left there it would promote every later release unseen (skipAnalysis in Flagger's
 * pkg/controller/scheduler.go). A team's own {@code true} is never touched. A line that Serin added says so in a comment and
 * goes again; a {@code false} that was there comes back.
 */
final class SkipAnalysisEdit {

    static final String KEY = "skipAnalysis";
    private static final String ADDED = KEY + ": true";
    private static final String MARK = " # by serin, for one release";

    private final YamlText yaml;
    private final YamlMap spec;
    private final boolean on;
    private final boolean off;

    /**
     * @param last the stamp in the manifest: only where it promoted past the analysis, the switch is Serin's
     * @param next the stamp about to be written
     * @throws InvalidField when the switch is the team's own and on
     */
    SkipAnalysisEdit(YamlText yaml, YamlMap spec, Optional<DecisionStamp> last, DecisionStamp next) {
        this.yaml = yaml;
        this.spec = spec;
        boolean wasOurs = last.filter(stamp -> stamp.action() == Action.PROMOTE_NOW).isPresent();
        this.on = next.action() == Action.PROMOTE_NOW && !(wasOurs && isOn(spec));
        this.off = next.action() != Action.PROMOTE_NOW && wasOurs && isOn(spec);
        if (on && isOn(spec)) {
            throw new InvalidField("spec.skipAnalysis", "is true already",
                    "it is the team's own, and Flagger skips without Serin");
        }
    }

    static boolean isOn(YamlMap spec) {
        return spec.entry(KEY).map(YamlMap.Entry::value).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast)
                .filter(value -> value.getTag().equals(Tag.BOOL)).filter(value -> Boolean.parseBoolean(value.getValue()))
                .isPresent();
    }

    List<Splice> splices() {
        if (!on && !off) {
            return List.of();
        }
        return List.of(spec.entry(KEY).map(entry -> off && isAdded(entry) ? removed(entry) : switched(entry))
                .orElseGet(() -> new EntryInsertion(yaml).after(spec, "analysis", ADDED + (spec.isFlow() ? "" : MARK))));
    }

    private boolean isAdded(YamlMap.Entry entry) {
        int from = yaml.start(entry.key());
        return yaml.between(from, yaml.lineEnd(from)).equals(ADDED + MARK);
    }

    private Splice removed(YamlMap.Entry entry) {
        int from = yaml.start(entry.key());
        return Splice.delete(yaml.lineStart(from), yaml.nextLineStart(from));
    }

    private Splice switched(YamlMap.Entry entry) {
        if (!entry.isWrittenOut(yaml)) {
            throw new InvalidField("spec.skipAnalysis", "is an alias", "write its value out");
        }
        return new Splice(yaml.start(entry.value()), yaml.end(entry.value()), Boolean.toString(on));
    }

    /** Changes what the spec means as the edit is meant to. */
    void expect(Map<String, Object> meaning) {
        if (off && spec.entry(KEY).filter(this::isAdded).isPresent()) {
            meaning.remove(KEY);
        } else if (on || off) {
            meaning.put(KEY, new YamlValues.Scalar(Tag.BOOL.getValue(), Boolean.toString(on)));
        }
    }
}
