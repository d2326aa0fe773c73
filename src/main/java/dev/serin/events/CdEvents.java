package dev.serin.events;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Trigger;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.journal.Entry;
import dev.serin.rollout.DecisionMade;

/** Words decisions and milestones as CDEvents 0.5.1; docs/events.md shows them. */
final class CdEvents {

    private static final String SPECVERSION = "0.5.1";
    private static final String DECISION = "dev.cdeventsx.serin-decision.made.0.1.0";

    private final URI source;

    CdEvents(URI source) {
        this.source = source;
    }

    /** Its id has the outcome in it: a decision that could not be committed at first may be committed later. */
    CloudEvent decision(DecisionMade made) {
        Ruling ruling = made.ruling();
        String outcome = word(made.change());
        String chain = Run.of(made.entry().observation()).chain(ruling.canary(), source);
        String subject = ruling.canary() + "/" + ruling.id();
        CloudEvent event = event(new Head(ruling.id() + "-" + outcome, DECISION, chain, made.entry().time(), ruling.canary()),
                subject, content(made, outcome));
        return made.traceparent().map(trace -> event.with(Map.of("traceparent", trace))).orElse(event);
    }

    CloudEvent milestone(CanaryRef canary, Milestone.Reached reached, Instant time) {
        String chain = reached.run().chain(canary, source);
        ObjectNode content = object().put("artifactId",
                "pkg:generic/" + canary + "@" + reached.run().release().checksum());
        content.set("environment", object().put("id", canary.namespace()).put("source", source.toString()));
        Milestone milestone = reached.milestone();
        return event(new Head(chain + "-" + milestone.predicate(), milestone.type(), chain, time, canary), canary.toString(),
                content);
    }

    private record Head(String id, String type, String chain, Instant time, CanaryRef canary) {
    }

    private CloudEvent event(Head head, String subject, JsonNode content) {
        Instant time = head.time().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode event = object();
        event.putObject("context").put("specversion", SPECVERSION).put("id", head.id()).put("source", source.toString())
                .put("type", head.type()).put("timestamp", time.toString()).put("chainId", head.chain());
        event.putObject("subject").put("id", subject).put("source", source.toString()).set("content", content);
        return new CloudEvent(head.id(), source, head.type(), subject, time,
                Map.of("traceparent", CloudEvent.traceparent(head.chain(), head.id()), "partitionkey",
                        head.canary().toString()),
                event.toString());
    }

    private static ObjectNode content(DecisionMade made, String outcome) {
        Ruling ruling = made.ruling();
        Decision decision = ruling.decision();
        ObjectNode content = object().put("namespace", ruling.canary().namespace()).put("name", ruling.canary().name())
                .put("decision", ruling.id()).put("release", ruling.release().checksum())
                .put("phase", made.entry().observation().canary().phase().wire())
                .put("action", decision.action().word()).put("from", decision.from().percent())
                .put("to", decision.to().percent()).put("reason", decision.reason()).put("outcome", outcome)
                .put("outcomeReason", made.change().reason()).put("trigger", trigger(made.entry()));
        commit(made.change()).ifPresent(commit -> content.put("commit", commit));
        ruling.person().ifPresent(person -> content.put("person", person.name()));
        content.putObject("policy").put("name", ruling.policy().name()).put("sha256", ruling.policy().sha256());
        content.set("objections", objections(ruling));
        return content;
    }

    private static ArrayNode objections(Ruling ruling) {
        ArrayNode objections = JsonNodeFactory.instance.arrayNode();
        ruling.verdicts().stream().filter(verdict -> !(verdict instanceof Verdict.Allow))
                .forEach(verdict -> objections.addObject().put("rule", verdict.rule()).put("reason", verdict.reason()));
        return objections;
    }

    static Optional<String> commit(Change change) {
        return change instanceof Change.Committed committed ? Optional.of(committed.commit()) : Optional.empty();
    }

    private static String word(Change change) {
        if (change instanceof Change.Committed) {
            return "committed";
        }
        if (change instanceof Change.Unchanged) {
            return "unchanged";
        }
        if (change instanceof Change.Overtaken) {
            return "overtaken";
        }
        return change instanceof Change.Withheld ? "withheld" : "failed";
    }

    private static String trigger(Entry entry) {
        if (entry.trigger() instanceof Trigger.HookCall call) {
            return call.type().wire();
        }
        if (entry.trigger() instanceof Trigger.Alert) {
            return "alert";
        }
        return entry.trigger() instanceof Trigger.Ordered ? "order" : "sweep";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
