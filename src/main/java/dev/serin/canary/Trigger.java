package dev.serin.canary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What wakes Serin for one canary. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Trigger.HookCall.class, name = "hook"),
        @JsonSubTypes.Type(value = Trigger.Sweep.class, name = "sweep"),
        @JsonSubTypes.Type(value = Trigger.Ordered.class, name = "order"),
        @JsonSubTypes.Type(value = Trigger.Alert.class, name = "alert") })
public sealed interface Trigger {

    CanaryRef canary();

    /**
     * A webhook call from Flagger (CanaryWebhookPayload in pkg/apis/flagger/v1beta1/canary.go).
     *
     * @param phase often the constant Progressing, not the real phase: only confirm-rollout, rollback and post-rollout carry it
     * @param release at confirm-rollout still the old revision
     * @param metadata copied by Flagger from the spec that it is executing; may hold secrets, never logged
     */
    record HookCall(HookType type, CanaryRef canary, Phase phase, Release release, Map<String, String> metadata)
            implements
                Trigger {

        public HookCall {
            metadata = Map.copyOf(metadata);
        }

        /** The stamp of the commit that Flagger is executing, where the hook carries one. */
        public Optional<DecisionStamp> echo() {
            return DecisionStamp.parse(metadata.get(DecisionStamp.METADATA_KEY));
        }
    }

    /**
     * Alerts began to fire. What fires stands in the observation; this only says why it was made now.
     *
     * @param names the alerts', in their order
     */
    record Alert(CanaryRef canary, List<String> names) implements Trigger {

        public Alert {
            names = List.copyOf(names);
        }
    }

    /** Serin's own round: picks up what a lost call left undone. */
    record Sweep(CanaryRef canary) implements Trigger {
    }

    /** A person takes over, or gives back. */
    record Ordered(CanaryRef canary, Order order) implements Trigger {
    }
}
