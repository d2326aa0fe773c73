package dev.serin.gitops;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.Node;

import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;

/**
 * A webhook of a Canary that calls Serin: the path of its URL ends in {@code flagger/<type>}, or in
 * {@code flagger/<type>/<token>}, with the hook's own type (Flagger takes a hook without a type for rollout).
 *
 * @param index its place in {@code spec.analysis.webhooks}
 */
record SerinHook(int index, YamlMap map) {

    static final String METADATA = "metadata";

    /** In the order of the manifest. */
    static List<SerinHook> in(YamlMap analysis) {
        List<SerinHook> hooks = new ArrayList<>();
        List<Node> webhooks = analysis.items("webhooks");
        for (int i = 0; i < webhooks.size(); i++) {
            int index = i;
            YamlMap.of(webhooks.get(i)).filter(SerinHook::callsSerin).ifPresent(map -> hooks.add(new SerinHook(index, map)));
        }
        return hooks;
    }

    private static boolean callsSerin(YamlMap hook) {
        String type = hook.scalar("type").filter(word -> !word.isEmpty()).orElse(HookType.ROLLOUT.wire());
        return HookType.of(type).isPresent()
                && hook.scalar("url").flatMap(SerinHook::path).filter(path -> pointsTo(path, type)).isPresent();
    }

    private static Optional<String> path(String url) {
        try {
            return Optional.ofNullable(new URI(url).getPath());
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static boolean pointsTo(String path, String type) {
        return path.matches("(.*/)?flagger/" + type + "(/[^/]+)?/?");
    }

    Optional<YamlMap> metadata() {
        return map.map(METADATA);
    }

    Optional<DecisionStamp> stamp() {
        return metadata().flatMap(metadata -> metadata.scalar(DecisionStamp.METADATA_KEY)).flatMap(DecisionStamp::parse);
    }
}
