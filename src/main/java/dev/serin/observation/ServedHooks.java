package dev.serin.observation;

import java.net.URI;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;

/**
 * Those webhooks of a Canary that call Serin: the path of the address ends in {@code flagger/<type>}, with or without
 * one more part, a token, and the type is the hook's own.
 *
 * @param types which of Flagger's hooks they are
 * @param stamp the one that all of them carry; empty when they differ, as while somebody edits them by hand
 */
record ServedHooks(Set<HookType> types, Optional<DecisionStamp> stamp) {

    static ServedHooks among(Stream<Map<?, ?>> webhooks) {
        List<Map<?, ?>> served = webhooks.filter(ServedHooks::callsSerin).toList();
        Set<HookType> types = EnumSet.noneOf(HookType.class);
        Set<Optional<DecisionStamp>> stamps = new HashSet<>();
        served.forEach(hook -> {
            HookType.of(type(hook)).ifPresent(types::add);
            stamps.add(stamp(hook));
        });
        return new ServedHooks(types, stamps.size() == 1 ? stamps.iterator().next() : Optional.empty());
    }

    private static boolean callsSerin(Map<?, ?> hook) {
        Pattern ours = Pattern.compile("(.*/)?flagger/" + Pattern.quote(type(hook)) + "(/[^/]+)?/?");
        return HookType.of(type(hook)).isPresent() && hook.get("url") instanceof String url
                && path(url).filter(path -> ours.matcher(path).matches()).isPresent();
    }

    /** A hook without a type is a rollout hook (Flagger's HookType in pkg/apis/flagger/v1beta1/canary.go). */
    private static String type(Map<?, ?> hook) {
        return hook.get("type") instanceof String type && !type.isEmpty() ? type : HookType.ROLLOUT.wire();
    }

    private static Optional<String> path(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<DecisionStamp> stamp(Map<?, ?> hook) {
        return hook.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get(DecisionStamp.METADATA_KEY) instanceof String text ? DecisionStamp.parse(text)
                        : Optional.empty();
    }
}
