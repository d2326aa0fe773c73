package dev.serin.canary;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Flagger's eight kinds of webhook (pkg/apis/flagger/v1beta1/canary.go). The payload does not say which one is calling, so the
 * path of the URL does.
 */
public enum HookType {
    CONFIRM_ROLLOUT("confirm-rollout"),
    PRE_ROLLOUT("pre-rollout"),
    ROLLOUT("rollout"),
    CONFIRM_TRAFFIC_INCREASE("confirm-traffic-increase"),
    CONFIRM_PROMOTION("confirm-promotion"),
    ROLLBACK("rollback"),
    POST_ROLLOUT("post-rollout"),
    EVENT("event");

    private final String wire;

    HookType(String wire) {
        this.wire = wire;
    }

    public static Optional<HookType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}
