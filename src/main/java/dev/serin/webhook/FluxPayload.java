package dev.serin.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.InvalidField;
import dev.serin.events.FluxReport;

/**
 * An event as Flux's notification-controller posts it for a Provider of type {@code generic} or {@code generic-hmac} (Event in
 * fluxcd/pkg's apis/event/v1beta1).
 */
final class FluxPayload {

    /** What stands between a commit and its being live; other kinds have nothing to do with Canaries in Git. */
    private static final Set<String> KINDS = Set.of("Kustomization", "GitRepository");
    private static final String REVISION = "/revision";
    private static final Pattern COMMIT = Pattern.compile("(?:^|[:/@])([0-9a-f]{40})$");
    private static final int MESSAGE_MAX = 300;
    private static final String REMEDY = "send it as Flux does";

    private FluxPayload() {
    }

    static boolean isOne(JsonNode body) {
        return body.path("involvedObject").isObject();
    }

    /**
     * Empty for what is about something else.
     *
     * @throws InvalidField when a field is missing
     */
    static Optional<FluxReport> read(JsonNode body) {
        JsonNode object = body.path("involvedObject");
        String kind = text(object, "kind", "involvedObject.kind");
        String severity = text(body, "severity", "severity");
        String name = text(object, "namespace", "involvedObject.namespace") + "/"
                + text(object, "name", "involvedObject.name");
        return KINDS.contains(kind)
                ? Optional.of(new FluxReport(kind + " " + line(name), severity.equals("error"), commit(body.path("metadata")),
                        line(body.path("message").asText())))
                : Optional.empty();
    }

    private static String text(JsonNode object, String field, String name) {
        String text = object.path(field).asText();
        if (text.isEmpty()) {
            throw new InvalidField(name, "is missing", REMEDY);
        }
        return text;
    }

    /** {@code kustomize.toolkit.fluxcd.io/revision: main@sha1:...}; older Flux writes {@code main/...}. */
    private static Optional<String> commit(JsonNode metadata) {
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            Matcher commit = COMMIT.matcher(field.getValue().asText());
            if ((field.getKey().endsWith(REVISION) || field.getKey().equals("revision")) && commit.find()) {
                return Optional.of(commit.group(1));
            }
        }
        return Optional.empty();
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() > MESSAGE_MAX ? line.substring(0, MESSAGE_MAX - 1) + "…" : line;
    }
}
