package dev.serin.simulation.flagger;

/** Calls a hook: over HTTP in the demo, in memory in tests and training. Never throws: a call that fails is an answer too. */
@FunctionalInterface
public interface HookClient {

    HookResponse call(Webhook webhook, HookPayload payload);
}
