package dev.serin.simulation.cluster;

import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.canary.Phase;

/** A Canary as the Kubernetes API shows it. */
final class CanaryJson {

    static final String API_VERSION = "flagger.app/v1beta1";

    private CanaryJson() {
    }

    static ObjectNode of(CanaryResource canary, long resourceVersion) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", API_VERSION).put("kind", "Canary");
        json.set("metadata", metadata(canary, resourceVersion));
        json.set("spec", canary.manifest().spec());
        json.set("status", status(canary.status()));
        return json;
    }

    private static ObjectNode metadata(CanaryResource canary, long resourceVersion) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", canary.ref().name()).put("namespace", canary.ref().namespace());
        json.put("generation", canary.generation()).put("resourceVersion", Long.toString(resourceVersion));
        json.set("labels", strings(canary.manifest().labels()));
        json.set("annotations", strings(canary.manifest().annotations()));
        return json;
    }

    private static ObjectNode strings(Map<String, String> values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach(json::put);
        return json;
    }

    private static ObjectNode status(CanaryStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("phase", status.phase().wire()).put("canaryWeight", status.canaryWeight());
        json.put("failedChecks", status.failedChecks()).put("iterations", status.iterations());
        json.put("lastAppliedSpec", status.lastAppliedSpec()).put("lastPromotedSpec", status.lastPromotedSpec());
        json.put("lastTransitionTime", time(status));
        json.putArray("conditions").add(promoted(status));
        return json;
    }

    /** The one condition that Flagger writes. */
    private static ObjectNode promoted(CanaryStatus status) {
        boolean done = status.phase() == Phase.INITIALIZED || status.phase() == Phase.SUCCEEDED;
        String value = done ? "True" : status.phase() == Phase.FAILED ? "False" : "Unknown";
        return JsonNodeFactory.instance.objectNode().put("type", "Promoted").put("status", value)
                .put("reason", status.phase().wire()).put("lastTransitionTime", time(status));
    }

    private static String time(CanaryStatus status) {
        return status.lastTransitionTime().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
