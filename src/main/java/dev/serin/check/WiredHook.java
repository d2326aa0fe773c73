package dev.serin.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.webhook.HookAddress;

/**
 * One webhook of a Canary.
 *
 * @param index its place in {@code spec.analysis.webhooks}
 * @param type as Flagger takes it: a hook without a type is a rollout hook
 * @param address empty when its URL is not one of Serin's
 * @param timeout empty when it is not a duration
 * @param stamped whether it carries a decision, which only Serin's hooks need
 */
record WiredHook(int index, String type, String url, Optional<HookAddress> address, Optional<Duration> timeout,
        boolean stamped) {

    /** Flagger's own time-out for a hook that names none. */
    private static final String TIMEOUT_DEFAULT = "10s";

    static List<WiredHook> of(Fields canary) {
        List<Map<?, ?>> hooks = canary.maps("spec", "analysis", "webhooks").toList();
        return IntStream.range(0, hooks.size()).mapToObj(i -> of(i, hooks.get(i))).toList();
    }

    private static WiredHook of(int index, Map<?, ?> hook) {
        String url = text(hook, "url", "");
        boolean stamped = hook.get("metadata") instanceof Map<?, ?> metadata
                && metadata.containsKey(DecisionStamp.METADATA_KEY);
        return new WiredHook(index, text(hook, "type", HookType.ROLLOUT.wire()), url, HookAddress.of(url),
                Durations.parse(text(hook, "timeout", TIMEOUT_DEFAULT)), stamped);
    }

    private static String text(Map<?, ?> hook, String key, String fallback) {
        return hook.get(key) instanceof String text && !text.isEmpty() ? text : fallback;
    }

    /** The same rule as the one by which the cluster's and Git's hooks are told from those of others. */
    boolean callsSerin() {
        return address.filter(known -> known.type().equals(type)).isPresent() && HookType.of(type).isPresent();
    }

    boolean is(HookType wanted) {
        return callsSerin() && type.equals(wanted.wire());
    }

    /** Someone wrote it for Serin, rightly or not. */
    boolean isMeantForSerin() {
        return address.isPresent() || stamped;
    }

    String field(String key) {
        return "spec.analysis.webhooks[" + index + "]." + key;
    }
}
