package dev.serin.webhook;

import dev.serin.canary.Trigger;
import dev.serin.rollout.Outcome;

/** A hook was answered. */
public record HookAnswered(Trigger.HookCall call, Outcome outcome) {
}
