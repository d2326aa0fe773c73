package dev.serin.check;

import static dev.serin.check.Finding.error;
import static dev.serin.check.Finding.warning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.serin.canary.HookType;
import dev.serin.webhook.HookAddress;
import dev.serin.webhook.HookDoor;

/**
 * What may be wrong with the hooks.
 *
 * @param budget how long Serin may take to answer
 */
record HookRules(HookDoor door, Duration budget) {

    private static final String HOOKS = "spec.analysis.webhooks";
    private static final String SAMPLE = "copy the hook of k8s/sample-canary.yaml";

    Stream<Finding> findings(List<WiredHook> hooks, Optional<Duration> interval) {
        List<WiredHook> ours = hooks.stream().filter(WiredHook::isMeantForSerin).toList();
        return Stream.concat(ours.stream().flatMap(hook -> Stream.concat(ofAddress(hook), ofTime(hook, interval))),
                ours.stream().noneMatch(WiredHook::callsSerin)
                        ? Stream.of(error(HOOKS, "do not call Serin", "add the hooks of k8s/sample-canary.yaml"))
                        : missing(ours));
    }

    private Stream<Finding> ofAddress(WiredHook hook) {
        if (hook.address().isEmpty()) {
            return Stream.of(error(hook.field("url"), "carries a decision but is no address of Serin's",
                    "let it be http:// or https:// and end in /flagger/" + hook.type() + "/<token>"));
        }
        HookAddress address = hook.address().get();
        if (HookType.of(hook.type()).isEmpty()) {
            return Stream.of(error(hook.field("type"), "is none of Flagger's", "write one of " + types()));
        }
        if (!hook.callsSerin()) {
            return Stream.of(error(hook.field("url"), "names another type than the hook's own, " + hook.type()
                    + ": Serin would answer a question that Flagger does not ask",
                    "end it in /flagger/" + hook.type()
                            + "/<token>"));
        }
        return door.opensTo(address) ? Stream.empty()
                : Stream.of(error(hook.field("url"), "carries no token that Serin knows: each call is answered 401",
                        "end it in one of serin.flagger.tokens, or add its token there"));
    }

    private static String types() {
        return Stream.of(HookType.values()).map(HookType::wire).collect(Collectors.joining(", "));
    }

    /** A timeout that Flagger cannot read is no trap: it takes 10 s then. */
    private Stream<Finding> ofTime(WiredHook hook, Optional<Duration> interval) {
        Duration timeout = hook.timeout().orElse(Duration.ofSeconds(10));
        if (timeout.compareTo(budget) <= 0) {
            return Stream.of(warning(hook.field("timeout"), "is not above the " + budget.toMillis()
                    + " ms that Serin may take: Flagger may hang up before the answer",
                    "set it to 8s, or lower serin.rollout.budget"));
        }
        return interval.filter(tick -> timeout.compareTo(tick) >= 0).isPresent()
                ? Stream.of(warning(hook.field("timeout"), "is not below the interval: a slow answer delays the next tick",
                        "set it to 8s, and the interval above"))
                : Stream.empty();
    }

    private static Stream<Finding> missing(List<WiredHook> ours) {
        return Stream.of(start(ours), heartbeat(ours), gates(ours)).flatMap(Optional::stream);
    }

    private static Optional<Finding> start(List<WiredHook> ours) {
        return has(ours, HookType.CONFIRM_ROLLOUT) || has(ours, HookType.PRE_ROLLOUT) ? Optional.empty()
                : Optional.of(
                        error(HOOKS, "have no confirm-rollout: a release may start on what was left of the last one, and go to"
                                + " full traffic", SAMPLE));
    }

    /** Some hook has to be called at every tick, and a rollout hook is one that hurts when Serin is away. */
    private static Optional<Finding> heartbeat(List<WiredHook> ours) {
        Optional<WiredHook> rollout = ours.stream().filter(hook -> hook.is(HookType.ROLLOUT)).findFirst();
        if (rollout.isPresent()) {
            return Optional.of(warning(rollout.get().field("type"),
                    "is rollout: while Serin is away each tick is a failed check, and"
                            + " Flagger rolls the release back after threshold ticks",
                    has(ours, HookType.ROLLBACK) ? "remove this hook"
                            : "make it a rollback hook, as in k8s/sample-canary.yaml"));
        }
        return has(ours, HookType.ROLLBACK) ? Optional.empty()
                : Optional
                        .of(error(HOOKS, "have no rollback: Serin is not called during a release, and cannot end one", SAMPLE));
    }

    private static Optional<Finding> gates(List<WiredHook> ours) {
        String missing = Stream.of(HookType.CONFIRM_TRAFFIC_INCREASE, HookType.CONFIRM_PROMOTION)
                .filter(type -> !has(ours, type)).map(HookType::wire).collect(Collectors.joining(" and no "));
        return missing.isEmpty() ? Optional.empty()
                : Optional.of(
                        warning(HOOKS, "have no " + missing + ": between a decision and its commit nothing brakes", SAMPLE));
    }

    private static boolean has(List<WiredHook> ours, HookType type) {
        return ours.stream().anyMatch(hook -> hook.is(type));
    }
}
