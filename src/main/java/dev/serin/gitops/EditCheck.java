package dev.serin.gitops;

import static dev.serin.canary.DecisionStamp.METADATA_KEY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;
import dev.serin.canary.StepWeights;

/**
 * The proof that an edit did what was meant and nothing else: the edited text is parsed again, and with all
 * aliases written out it must mean the old text with exactly the intended values changed.
 */
final class EditCheck {

    private final YamlText before;
    private final int document;
    private final List<String> obsoleteKeys;
    private final List<SerinHook> hooks;
    private final SkipAnalysisEdit skip;

    /** @param obsoleteKeys of the analysis, meant to go */
    EditCheck(YamlText before, int document, List<String> obsoleteKeys, List<SerinHook> hooks, SkipAnalysisEdit skip) {
        this.before = before;
        this.document = document;
        this.obsoleteKeys = obsoleteKeys;
        this.hooks = hooks;
        this.skip = skip;
    }

    /** @throws InvalidField naming the first value that differs from what is meant */
    void verify(String edited, Optional<StepWeights> path, DecisionStamp stamp) {
        List<Object> expected = expand(before);
        expect(map(expected.get(document)), path, stamp);
        Optional<String> difference = YamlValues.difference(expected, expand(new YamlText(edited)));
        if (difference.isPresent()) {
            throw new InvalidField(difference.get().replaceFirst("^\\[\\d+]\\.?", ""),
                    "would change too, probably because an anchor shares it with a value of Serin's",
                    "write the values out, and give Serin's hooks metadata of their own");
        }
    }

    private static List<Object> expand(YamlText yaml) {
        List<Object> documents = new ArrayList<>();
        for (Node root : yaml.documents()) {
            documents.add(YamlValues.expand(root));
        }
        return documents;
    }

    private void expect(Map<String, Object> canary, Optional<StepWeights> path, DecisionStamp stamp) {
        Map<String, Object> spec = map(canary.get("spec"));
        skip.expect(spec);
        Map<String, Object> analysis = map(spec.get("analysis"));
        obsoleteKeys.forEach(analysis::remove);
        path.ifPresent(weights -> analysis.put(StepWeightsEdit.KEY, weights.entries().stream()
                .map(weight -> (Object) new YamlValues.Scalar(Tag.INT.getValue(), weight.toString())).toList()));
        List<?> webhooks = (List<?>) analysis.get("webhooks");
        for (SerinHook hook : hooks) {
            metadata(map(webhooks.get(hook.index()))).put(METADATA_KEY,
                    new YamlValues.Scalar(Tag.STR.getValue(), stamp.toString()));
        }
    }

    /** The hook's metadata; a null counts as an empty map. */
    private static Map<String, Object> metadata(Map<String, Object> hook) {
        if (!(hook.get(SerinHook.METADATA) instanceof Map)) {
            hook.put(SerinHook.METADATA, new LinkedHashMap<>());
        }
        return map(hook.get(SerinHook.METADATA));
    }

    /** The values come from {@link YamlValues}, whose maps have text for keys. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
