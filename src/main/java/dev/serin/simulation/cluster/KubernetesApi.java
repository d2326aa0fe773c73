package dev.serin.simulation.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.serin.simulation.http.JsonAnswer;
import dev.serin.simulation.http.LocalServer;

/**
 * The part of the Kubernetes API that a reader of Canaries uses: plain GETs of one Canary, of a namespace's and of all,
 * the version, and the discovery of the group. No watch, no writing.
 */
public final class KubernetesApi implements AutoCloseable {

    private static final String GROUP = "/apis/" + CanaryJson.API_VERSION;
    private static final Pattern CANARIES = Pattern
            .compile(GROUP + "(?:/namespaces/(?<namespace>[^/]+))?/canaries(?:/(?<name>[^/]+))?");

    private final Cluster cluster;
    private final LocalServer server;

    public KubernetesApi(Cluster cluster) {
        this.cluster = cluster;
        this.server = new LocalServer(this::handle);
    }

    public URI url() {
        return server.url();
    }

    /** Refuses connections from now on. */
    public void unplug() {
        server.unplug();
    }

    public void plugIn() {
        server.plugIn();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answer(exchange).send(exchange);
    }

    private JsonAnswer answer(HttpExchange exchange) {
        Optional<String> query = Optional.ofNullable(exchange.getRequestURI().getQuery());
        if (!exchange.getRequestMethod().equals("GET") || query.filter(q -> q.contains("watch=true")).isPresent()) {
            return status(405, "MethodNotAllowed", "only plain GET is served here");
        }
        return read(exchange.getRequestURI().getPath());
    }

    private JsonAnswer read(String path) {
        Matcher canaries = CANARIES.matcher(path);
        if (canaries.matches()) {
            return canaries(Optional.ofNullable(canaries.group("namespace")), Optional.ofNullable(canaries.group("name")));
        }
        return switch (path) {
            case "/version" -> new JsonAnswer(200, version());
            case GROUP -> new JsonAnswer(200, resources());
            default -> status(404, "NotFound", "the server could not find the requested resource");
        };
    }

    private JsonAnswer canaries(Optional<String> namespace, Optional<String> name) {
        Predicate<CanaryResource> isAsked = canary -> namespace.map(canary.ref().namespace()::equals).orElse(true)
                && name.map(canary.ref().name()::equals).orElse(true);
        if (name.isEmpty()) {
            return new JsonAnswer(200, list(isAsked));
        }
        return cluster.all().stream().filter(isAsked).findFirst()
                .map(canary -> new JsonAnswer(200, CanaryJson.of(canary, cluster.resourceVersion())))
                .orElseGet(() -> status(404, "NotFound", "canaries.flagger.app \"" + name.get() + "\" not found"));
    }

    private ObjectNode list(Predicate<CanaryResource> isAsked) {
        long resourceVersion = cluster.resourceVersion();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("apiVersion", CanaryJson.API_VERSION)
                .put("kind", "CanaryList");
        list.putObject("metadata").put("resourceVersion", Long.toString(resourceVersion));
        ArrayNode items = list.putArray("items");
        cluster.all().stream().filter(isAsked).forEach(canary -> items.add(CanaryJson.of(canary, resourceVersion)));
        return list;
    }

    private static ObjectNode version() {
        return JsonNodeFactory.instance.objectNode().put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0");
    }

    private static ObjectNode resources() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "APIResourceList")
                .put("groupVersion", CanaryJson.API_VERSION);
        list.putArray("resources").addObject().put("name", "canaries").put("singularName", "canary").put("namespaced", true)
                .put("kind", "Canary").putArray("verbs").add("get").add("list");
        return list;
    }

    private static JsonAnswer status(int code, String reason, String message) {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Status")
                .put("status", "Failure").put("message", message).put("reason", reason).put("code", code);
        status.putObject("metadata");
        return new JsonAnswer(code, status);
    }
}
