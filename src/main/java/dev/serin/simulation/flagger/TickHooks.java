package dev.serin.simulation.flagger;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.CanaryStatus;

/**
 * The hooks and events of one tick (pkg/controller/scheduler_hooks.go, events.go). Several hooks of a type run one after
 * the other in the order of the list; the first failure ends the round.
 */
final class TickHooks {

    private final CanaryResource canary;
    private final CanarySpec spec;
    private final CanaryStatus seen;
    private final HookClient client;
    private final Clock clock;

    TickHooks(CanaryResource canary, CanarySpec spec, CanaryStatus seen, HookClient client, Clock clock) {
        this.canary = canary;
        this.spec = spec;
        this.seen = seen;
        this.client = client;
        this.clock = clock;
    }

    /** Carries the real phase. The first refusal puts the canary into Waiting. */
    boolean confirmRollout() {
        return allPass(HookType.CONFIRM_ROLLOUT, seen.phase(),
                webhook -> normal("Confirm-rollout check " + webhook.name() + " passed"), (webhook, answer) -> {
                    if (seen.phase() != Phase.WAITING) {
                        canary.updateStatus(status -> status.inPhase(Phase.WAITING, clock.instant()));
                        warn("Halt " + id() + " advancement waiting for approval " + webhook.name());
                    }
                });
    }

    boolean preRollout() {
        return allPass(HookType.PRE_ROLLOUT, Phase.PROGRESSING,
                webhook -> normal("Pre-rollout check " + webhook.name() + " passed"),
                (webhook, answer) -> warn("Halt " + id() + " advancement pre-rollout check " + webhook.name() + " failed "
                        + answer.message()));
    }

    boolean rollout() {
        return allPass(HookType.ROLLOUT, Phase.PROGRESSING, webhook -> {
        }, (webhook, answer) -> warn(
                "Halt " + id() + " advancement external check " + webhook.name() + " failed " + answer.message()));
    }

    boolean confirmTrafficIncrease() {
        return allPass(HookType.CONFIRM_TRAFFIC_INCREASE, Phase.PROGRESSING,
                webhook -> normal("Confirm-traffic-increase check " + webhook.name() + " passed"),
                (webhook, answer) -> warn(
                        "Halt " + id() + " advancement waiting for traffic increase approval " + webhook.name()));
    }

    /** The first refusal puts the canary into WaitingPromotion, where the status shows weight 0. */
    boolean confirmPromotion() {
        return allPass(HookType.CONFIRM_PROMOTION, Phase.PROGRESSING,
                webhook -> normal("Confirm-promotion check " + webhook.name() + " passed"), (webhook, answer) -> {
                    if (seen.phase() != Phase.WAITING_PROMOTION) {
                        canary.updateStatus(status -> status.inPhase(Phase.WAITING_PROMOTION, clock.instant()));
                        warn("Halt " + id() + " advancement waiting for promotion approval " + webhook.name());
                    }
                });
    }

    /** Inverted: success means roll back, anything else means go on. */
    boolean rollbackSignalled() {
        for (Webhook webhook : spec.hooks(HookType.ROLLBACK)) {
            if (client.call(webhook, payload(seen.phase(), webhook.metadata())).success()) {
                warn("Rollback check " + webhook.name() + " passed");
                return true;
            }
            normal("Rollback hook " + webhook.name() + " not signaling a rollback");
        }
        return false;
    }

    /** After a success its events tell the new phase, after a rollback still that of the analysis. */
    void postRollout(Phase end) {
        Phase told = end == Phase.SUCCEEDED ? end : seen.phase();
        allPass(HookType.POST_ROLLOUT, end,
                webhook -> event("Normal", "Post-rollout check " + webhook.name() + " passed", told),
                (webhook, answer) -> event("Warning",
                        "Post-rollout hook " + webhook.name() + " failed " + answer.message(), told));
    }

    void normal(String message) {
        event("Normal", message, seen.phase());
    }

    void warn(String message) {
        event("Warning", message, seen.phase());
    }

    /** Answers are ignored, but each call delays the tick. */
    void event(String type, String message, Phase phase) {
        for (Webhook webhook : spec.hooks(HookType.EVENT)) {
            Map<String, String> metadata = new LinkedHashMap<>(webhook.metadata());
            metadata.put("eventMessage", message);
            metadata.put("eventType", type);
            metadata.put("timestamp", Long.toString(clock.millis()));
            client.call(webhook, payload(phase, metadata));
        }
    }

    private boolean allPass(HookType type, Phase phase, Consumer<Webhook> passed,
            BiConsumer<Webhook, HookResponse> failed) {
        for (Webhook webhook : spec.hooks(type)) {
            HookResponse answer = client.call(webhook, payload(phase, webhook.metadata()));
            if (!answer.success()) {
                failed.accept(webhook, answer);
                return false;
            }
            passed.accept(webhook);
        }
        return true;
    }

    /** The checksum is that of the status as written, which lags behind the target until a release starts. */
    private HookPayload payload(Phase phase, Map<String, String> metadata) {
        String checksum = RevisionHash.of("{}" + canary.status().lastAppliedSpec());
        return new HookPayload(canary.ref().name(), canary.ref().namespace(), phase, checksum, metadata);
    }

    /** {@code name.namespace}, as in Flagger's messages. */
    private String id() {
        return canary.ref().name() + "." + canary.ref().namespace();
    }
}
