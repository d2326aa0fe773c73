package dev.serin.simulation.flagger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.serin.canary.HookType;

/** Answers hooks in memory and remembers the calls. Everything is approved and nothing rolled back until told otherwise. */
public final class ScriptedHooks implements HookClient {

    /** One call as it arrived. */
    public record Call(Webhook webhook, HookPayload payload) {

        public HookType type() {
            return webhook.type();
        }
    }

    private final Map<HookType, Function<HookPayload, Integer>> script = new EnumMap<>(HookType.class);
    private final List<Call> calls = new ArrayList<>();

    public ScriptedHooks() {
        answer(HookType.ROLLBACK, 403);
    }

    public ScriptedHooks answer(HookType type, int status) {
        return answer(type, payload -> status);
    }

    public ScriptedHooks answer(HookType type, Function<HookPayload, Integer> status) {
        script.put(type, status);
        return this;
    }

    @Override
    public HookResponse call(Webhook webhook, HookPayload payload) {
        calls.add(new Call(webhook, payload));
        return HookResponse.of(status(webhook, payload), "scripted");
    }

    private int status(Webhook webhook, HookPayload payload) {
        return script.getOrDefault(webhook.type(), any -> 200).apply(payload);
    }

    /** The status that the script has for a call. */
    int answerOf(Call call) {
        return status(call.webhook(), call.payload());
    }

    /** The calls since the last look. */
    public List<Call> drain() {
        List<Call> drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    /** The types called since the last look, without events. */
    public List<HookType> drainTypes() {
        return drain().stream().map(Call::type).filter(type -> type != HookType.EVENT).toList();
    }
}
