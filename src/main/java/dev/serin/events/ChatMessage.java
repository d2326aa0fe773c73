package dev.serin.events;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Order;
import dev.serin.canary.Weight;
import dev.serin.decision.Ruling;
import dev.serin.policy.Explanation;
import dev.serin.rollout.DecisionMade;

/**
 * What a template can say of a decision. All text is escaped here, so that no template can forget it: a reason may quote an
 * alert, whose name is anybody's.
 */
final class ChatMessage {

    private ChatMessage() {
    }

    /** @param leftOut how many messages were not sent before this one */
    static Map<String, Object> of(DecisionMade made, Optional<URI> page, long leftOut) {
        Ruling ruling = made.ruling();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("canary", escaped(ruling.canary().toString()));
        fields.put("namespace", escaped(ruling.canary().namespace()));
        fields.put("name", escaped(ruling.canary().name()));
        fields.put("release", escaped(ruling.release().checksum()));
        fields.put("action", ruling.decision().action().word());
        fields.put("from", ruling.decision().from().percent());
        fields.put("to", ruling.decision().to().percent());
        fields.put("reason", escaped(ruling.decision().reason()));
        fields.put("outcome", escaped(made.change().reason()));
        fields.put("person", ruling.person().map(person -> escaped(person.name())).orElse(""));
        fields.put("order", ruling.order().map(order -> order.kind().word()).orElse(""));
        fields.put("policy", escaped(ruling.policy().name()));
        fields.put("fallback", fallback(ruling).map(ChatMessage::escaped).orElse(""));
        fields.put("links", page.map(url -> links(ruling, url)).orElse(List.of()));
        fields.put("leftOut", leftOut);
        return fields;
    }

    /** All fields filled in: what a template of one's own is tried with before anything is decided. */
    static Map<String, Object> example() {
        Map<String, Object> fields = new LinkedHashMap<>();
        List.of("canary", "namespace", "name", "release", "action", "reason", "outcome", "person", "order", "policy",
                "fallback").forEach(name -> fields.put(name, name));
        fields.put("from", Weight.ZERO.percent());
        fields.put("to", Weight.FULL.percent());
        fields.put("links", List.of(Map.of("title", "Open", "url", "https://serin.example.org")));
        fields.put("leftOut", 1L);
        return fields;
    }

    static Optional<String> fallback(Ruling ruling) {
        return ruling.explanation().flatMap(Explanation::fallback);
    }

    /** The pages behind the links ask before anything is done, so that a preview cannot act. */
    private static List<Map<String, String>> links(Ruling ruling, URI page) {
        String canary = page.toString().replaceAll("/+$", "") + "/canaries/" + ruling.canary();
        List<Map<String, String>> links = new ArrayList<>(List.of(Map.of("title", "Open", "url", canary)));
        Action action = ruling.decision().action();
        if (action != Action.ROLLBACK && action != Action.RESET) {
            links.add(order(canary, ruling, ruling.charge().isPresent() ? Order.Kind.RESUME : Order.Kind.PAUSE));
            links.add(order(canary, ruling, Order.Kind.ROLLBACK));
        }
        return links;
    }

    private static Map<String, String> order(String canary, Ruling ruling, Order.Kind kind) {
        String title = kind == Order.Kind.ROLLBACK ? "Roll back" : kind == Order.Kind.PAUSE ? "Pause" : "Resume";
        return Map.of("title", title, "url", canary + "/" + kind.word() + "?release=" + ruling.release().checksum());
    }

    /** Slack's three control characters; with them gone nothing can be a link or call for everybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
