package dev.serin.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jgit.lib.PersonIdent;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.serin.simulation.fleet.FleetRepository;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The Kubernetes API with all {@link WiredCanaries}, Prometheus's API with recorded answers, and a real Git repository. */
public final class WiredWorld implements QuarkusTestResourceLifecycleManager {

    /** {@code htpasswd -nbBC 4 vera 'correct horse'}. */
    private static final String PASSWORD_HASH = "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e";
    static final String PASSWORD = "correct horse";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RESOURCE = Pattern
            .compile("/apis/(?<group>[^/]+)/(?<version>[^/]+)(?:/namespaces/[^/]+)?(?:/(?<plural>[^/]+)(?:/(?<name>[^/]+))?)?");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> canaries = new HashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean servesCanaries = true;
    private volatile boolean answers = true;
    private HttpServer kubernetes;
    private HttpServer prometheus;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("serin-wired");
            String sample = Files.readString(Path.of("k8s/sample-canary.yaml"));
            Map<String, String> files = new HashMap<>();
            for (Wired wired : WiredCanaries.ALL) {
                files.put("apps/" + wired.name() + ".yaml", wired.manifest(sample));
                canaries.put(wired.name(), canary(wired, wired.manifest(sample)));
            }
            files.remove("apps/" + WiredCanaries.ABSENT_IN_GIT + ".yaml");
            canaries.remove(WiredCanaries.ABSENT_IN_CLUSTER);
            files.put("apps/scaled-web.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: scaled, namespace: prod}
                    spec: {replicas: 3}
                    """);
            FleetRepository.create(folder.resolve("fleet.git"), files, new PersonIdent("fleet", "fleet@localhost"));
            kubernetes = serve(this::kubernetes);
            prometheus = serve(this::prometheus);
            return configuration(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> configuration(Path folder) {
        return Map.of("quarkus.kubernetes-client.api-server-url", url(kubernetes), "serin.prometheus.url", url(prometheus),
                "serin.git.url", "file://" + folder.resolve("fleet.git"),
                "serin.git.clone-directory", folder.resolve("clone").toString(), "serin.flagger.tokens", "change-me",
                "serin.flagger.namespaces", "prod", "serin.access.users.vera.password-hash", PASSWORD_HASH);
    }

    private static ObjectNode canary(Wired wired, String manifest) {
        ObjectNode canary = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(manifest));
        canary.withObject("/metadata").set("labels", JSON.valueToTree(wired.labels()));
        canary.withObject("/status").put("phase", "Initialized");
        return canary;
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private HttpServer serve(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void kubernetes(HttpExchange exchange) throws IOException {
        Matcher path = RESOURCE.matcher(exchange.getRequestURI().getPath());
        if (!answers || !path.matches()) {
            send(exchange, answers ? 404 : 500, status(answers ? 404 : 500));
            return;
        }
        Optional<String> plural = Optional.ofNullable(path.group("plural"));
        Optional<String> name = Optional.ofNullable(path.group("name"));
        plural.ifPresent(resource -> asked.add(resource + "." + path.group("group") + " "
                + (exchange.getRequestMethod().equals("GET") ? name.isPresent() ? "get" : "list"
                        : exchange.getRequestMethod())));
        if (plural.isEmpty()) {
            send(exchange, servesCanaries ? 200 : 404, servesCanaries ? discovery() : status(404));
        } else if (plural.get().equals("canaries") && name.isEmpty()) {
            send(exchange, 200, JSON.createObjectNode().put("apiVersion", "flagger.app/v1beta1").put("kind", "CanaryList")
                    .set("items", JSON.valueToTree(canaries.values())));
        } else {
            Optional<ObjectNode> found = plural.get().equals("canaries")
                    ? Optional.ofNullable(canaries.get(name.orElse(""))).filter(canary -> servesCanaries)
                    : flux(plural.get(), name.orElse(""));
            boolean secret = name.filter("secret"::equals).isPresent();
            int code = secret ? 403 : found.isPresent() ? 200 : 404;
            send(exchange, code, found.filter(resource -> !secret).orElseGet(() -> status(code)));
        }
    }

    private static Optional<ObjectNode> flux(String plural, String name) {
        String spec = switch (plural + "/" + name) {
            case "kustomizations/apps" -> "{'sourceRef': {'kind': 'GitRepository', 'name': 'fleet'}}";
            case "kustomizations/paused" -> "{'suspend': true}";
            case "kustomizations/failing" -> "{'sourceRef': {'kind': 'OCIRepository', 'name': 'fleet'}}";
            case "kustomizations/on-paused-source" -> "{'sourceRef': {'kind': 'GitRepository', 'name': 'paused'}}";
            case "kustomizations/on-other-branch" -> "{'sourceRef': {'kind': 'GitRepository', 'name': 'other'}}";
            case "gitrepositories/fleet" -> "{'ref': {'branch': 'main'}}";
            case "gitrepositories/paused" -> "{'suspend': true}";
            case "gitrepositories/other" -> "{'ref': {'branch': 'production'}}";
            default -> "";
        };
        String ready = name.equals("failing") ? "'False', 'reason': 'BuildFailed'"
                : "'True', 'reason': 'ReconciliationSucceeded'";
        return spec.isEmpty() ? Optional.empty() : Optional.of(parsed("""
                {'apiVersion': 'v1', 'kind': 'Any', 'metadata': {'name': '%s', 'namespace': 'flux-system'}, 'spec': %s,
                 'status': {'conditions': [{'type': 'Ready', 'status': %s}]}}""".formatted(name, spec, ready)));
    }

    private static ObjectNode discovery() {
        return parsed(
                """
                        {'apiVersion': 'v1', 'kind': 'APIResourceList', 'groupVersion': 'flagger.app/v1beta1', 'resources':
                         [{'name': 'canaries', 'singularName': 'canary', 'namespaced': true, 'kind': 'Canary', 'verbs': ['get', 'list']}]}""");
    }

    private static ObjectNode status(int code) {
        return parsed(
                "{'apiVersion': 'v1', 'kind': 'Status', 'status': 'Failure', 'message': 'no', 'code': %d}".formatted(code));
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** 100 requests of each primary, one of them failed. */
    private void prometheus(HttpExchange exchange) throws IOException {
        Map<String, String> form = List
                .of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&"))
                .stream().map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        String query = form.get("query");
        boolean buckets = query.contains("_bucket");
        String samples = canaries.keySet().stream().filter(name -> !name.equals(WiredCanaries.UNSEEN))
                .filter(name -> !buckets || !name.equals(WiredCanaries.WITHOUT_BUCKETS))
                .map(name -> buckets ? sample(name, ",'le':'100'", form.get("time"), "80") + ","
                        + sample(name, ",'le':'+Inf'", form.get("time"), "100")
                        : sample(name, "", form.get("time"),
                                query.contains("timestamp(") ? form.get("time") : query.contains("5..") ? "1" : "100"))
                .collect(Collectors.joining(","));
        send(exchange, 200, parsed("{'status':'success','data':{'resultType':'vector','result':[" + samples + "]}}"));
    }

    private static String sample(String canary, String label, String time, String value) {
        return "{'metric':{'serin_namespace':'prod','serin_workload':'" + canary + "-primary'" + label + "},'value':[" + time
                + ",'"
                + value + "']}";
    }

    private static void send(HttpExchange exchange, int status, JsonNode body)
            throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What was asked of the Kubernetes API, discovery aside: {@code canaries.flagger.app get}. */
    Set<String> asked() {
        return new TreeSet<>(asked);
    }

    void servesCanaries(boolean serves) {
        servesCanaries = serves;
    }

    void answers(boolean does) {
        answers = does;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(WiredWorld.class));
    }

    @Override
    public void stop() {
        kubernetes.stop(0);
        prometheus.stop(0);
        threads.shutdownNow();
    }
}
