package dev.serin.rollout;

import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.MDC;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import io.quarkus.logging.Log;

/**
 * One line at INFO for each decision. As text it begins with the keys that a search needs; as JSON each of them is a field of
 * its own, under names that do not change.
 */
@ApplicationScoped
class DecisionLog {

    @Incoming(DecisionStream.CHANNEL)
    void write(DecisionMade made) {
        Map<String, Object> fields = fields(made);
        fields.forEach(MDC::put);
        try {
            Ruling ruling = made.ruling();
            Log.infof("canary=%s decision=%s action=%s from=%d to=%d change=%s reason=\"%s\"", ruling.canary(), ruling.id(),
                    ruling.decision().action(), ruling.decision().from().percent(), ruling.decision().to().percent(),
                    made.change(), ruling.decision().reason());
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static Map<String, Object> fields(DecisionMade made) {
        Ruling ruling = made.ruling();
        Map<String, Object> fields = new TreeMap<>();
        fields.put("namespace", ruling.canary().namespace());
        fields.put("canary", ruling.canary().name());
        fields.put("release", ruling.release());
        fields.put("decision", ruling.id());
        fields.put("action", ruling.decision().action());
        fields.put("from", ruling.decision().from().percent());
        fields.put("to", ruling.decision().to().percent());
        fields.put("reason", ruling.decision().reason());
        fields.put("policy", ruling.policy().name());
        fields.put("mode", ruling.isWithheld() ? "dry-run" : "active");
        fields.put("change", made.change().reason());
        fields.put("millis", made.took().toMillis());
        ruling.person().ifPresent(person -> fields.put("person", person));
        if (made.change() instanceof Change.Committed committed) {
            fields.put("commit", committed.commit());
        }
        return fields;
    }
}
