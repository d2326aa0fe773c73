package dev.serin.simulation.flagger;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.serin.canary.Phase;

/**
 * The body of a hook call ({@code CanaryWebhookPayload} in Flagger's pkg/apis/flagger/v1beta1/canary.go): no weight, no
 * step, not even the type of the hook.
 *
 * @param checksum names the revision that the status has taken note of: at confirm-rollout often still the old one
 * @param metadata as in the spec that this tick executes; absent on the wire when empty
 */
@JsonPropertyOrder({ "name", "namespace", "phase", "checksum", "metadata" })
public record HookPayload(String name, String namespace, Phase phase, String checksum,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata) {

    public HookPayload {
        metadata = Map.copyOf(metadata);
    }
}
