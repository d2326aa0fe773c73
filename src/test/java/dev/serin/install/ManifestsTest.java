package dev.serin.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What people apply is what Kubernetes and the operators take, and what they list is there. */
class ManifestsTest {

    private static final String SERVICE = "knative/service.yaml";
    private static final String DEPLOYMENT = "k8s/base/deployment.yaml";

    /** Whole manifests: neither kustomizations nor the patches that they list. */
    static List<Path> whole() {
        Set<Path> patches = Manifests.kustomizations().stream().flatMap(file -> listed(file, "patches"))
                .collect(Collectors.toSet());
        return Manifests.files().stream()
                .filter(file -> !patches.contains(file) && !file.endsWith("kustomization.yaml")).toList();
    }

    static List<Path> kustomizations() {
        return Manifests.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void fitsItsSchema(Path file) {
        for (JsonNode manifest : Manifests.documents(file)) {
            assertEquals(List.of(), Schemas.problems(manifest), file + ": " + manifest.path("kind").asText());
        }
    }

    /** Or all of the above would be worth nothing. */
    @ParameterizedTest
    @ValueSource(strings = { DEPLOYMENT, SERVICE, "k8s/sample-canary.yaml", "k8s/flux/receiver.yaml", "k8s/flux/provider.yaml",
            "k8s/monitoring/service-monitor.yaml", "k8s/monitoring/alertmanager-receiver.yaml",
            "k8s/base/network-policy.yaml" })
    void aFieldThatNobodyKnowsAndAWrongTypeDoNotFit(String file) {
        ObjectNode manifest = Manifests.only(file).deepCopy();
        manifest.withObject("/spec").put("misspelt", true);
        assertFalse(Schemas.problems(manifest).isEmpty());
        ObjectNode other = Manifests.only(file).deepCopy();
        other.put("spec", "text");
        assertFalse(Schemas.problems(other).isEmpty());
    }

    private static Stream<Path> listed(Path kustomization, String key) {
        JsonNode root = Manifests.documents(kustomization).get(0);
        return StreamSupport.stream(root.path(key).spliterator(), false)
                .map(item -> item.isTextual() ? item.asText() : item.path("path").asText())
                .map(path -> kustomization.resolveSibling(path).normalize());
    }

    private static Stream<Path> generated(Path kustomization) {
        JsonNode root = Manifests.documents(kustomization).get(0);
        return root.findValues("configMapGenerator").stream().flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .flatMap(one -> Stream.of("envs", "files")
                        .flatMap(key -> StreamSupport.stream(one.path(key).spliterator(), false)))
                .map(file -> file.asText().replaceFirst(".*=", "")).map(file -> kustomization.resolveSibling(file).normalize());
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void whatAKustomizationListsIsThereAndWhatIsThereIsListed(Path kustomization) throws Exception {
        Set<Path> listed = new HashSet<>(Stream.concat(generated(kustomization), Stream.of("resources", "patches", "components")
                .flatMap(key -> listed(kustomization, key))).toList());
        listed.forEach(path -> assertTrue(Files.exists(path), path + " is listed in " + kustomization));
        try (Stream<Path> beside = Files.list(kustomization.getParent())) {
            Set<Path> unlisted = beside.filter(Files::isRegularFile).filter(file -> !file.equals(kustomization))
                    .filter(file -> !listed.contains(file)).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), unlisted);
        }
    }

    @Test
    void serinMayReadAndNothingElse() {
        List<JsonNode> roles = Manifests.documents(Path.of("k8s/base/rbac.yaml")).stream()
                .filter(document -> document.has("rules"))
                .toList();
        assertEquals(1, roles.size());
        for (JsonNode rule : roles.get(0).path("rules")) {
            rule.path("verbs")
                    .forEach(verb -> assertTrue(Set.of("get", "list", "watch").contains(verb.asText()), rule.toString()));
            assertFalse(rule.toString().contains("*"), rule.toString());
            rule.path("resources")
                    .forEach(resource -> assertFalse(Set.of("secrets", "configmaps").contains(resource.asText())));
        }
    }

    @Test
    void theNamespaceAllowsRestrictedPodsOnlyAndSerinIsOne() {
        assertEquals("restricted", Manifests.only("k8s/base/namespace.yaml").at("/metadata/labels")
                .path("pod-security.kubernetes.io/enforce").asText());
        JsonNode pod = Manifests.only(DEPLOYMENT).at("/spec/template/spec");
        JsonNode knative = Manifests.only(SERVICE).at("/spec/template/spec");
        for (JsonNode security : List.of(pod.path("securityContext"), knative.at("/containers/0/securityContext"))) {
            assertTrue(security.path("runAsNonRoot").asBoolean());
            assertEquals("RuntimeDefault", security.at("/seccompProfile/type").asText());
        }
        for (JsonNode security : List.of(pod.at("/containers/0/securityContext"),
                knative.at("/containers/0/securityContext"))) {
            assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
            assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
            assertEquals("ALL", security.at("/capabilities/drop/0").asText());
        }
    }

    @Test
    void knativeKeepsOneAwakeAndOutsidersOut() {
        JsonNode service = Manifests.only(SERVICE);
        assertEquals("cluster-local", service.at("/metadata/labels").path("networking.knative.dev/visibility").asText());
        assertEquals("1", service.at("/spec/template/metadata/annotations").path("autoscaling.knative.dev/min-scale").asText());
    }

    /** Knative Serving refuses a Service that asks for the token itself, and without one Serin sees no Canary. */
    @Test
    void everyPodOfSerinsGetsTheTokenOfItsAccount() {
        String mounts = "automountServiceAccountToken";
        assertTrue(Manifests.only(DEPLOYMENT).at("/spec/template/spec").path(mounts).asBoolean(true));
        assertFalse(Manifests.only(SERVICE).at("/spec/template/spec").has(mounts));
        assertTrue(Manifests.only("k8s/base/service-account.yaml").path(mounts).asBoolean(true));
    }

    /** A field that an overlay leaves out keeps what another one, applied earlier by another tool, said. */
    @ParameterizedTest
    @ValueSource(strings = { "one-replica", "several-replicas" })
    void anOverlayNamesTheStrategyThatItMeans(String overlay) {
        JsonNode strategy = Manifests.only("k8s/overlays/" + overlay + "/deployment.yaml").at("/spec/strategy");
        assertEquals(overlay.equals("one-replica") ? "Recreate" : "RollingUpdate", strategy.path("type").asText());
    }

    /** The layout of the func CLI: its own probes, scale and Secrets are those of knative/service.yaml. */
    @Test
    void funcDeploysTheSame() {
        JsonNode func = Manifests.only("func.yaml");
        JsonNode container = Manifests.only(SERVICE).at("/spec/template/spec/containers/0");
        assertEquals("quarkus", func.path("runtime").asText());
        assertTrue(Files.exists(Path.of("pom.xml")));
        assertEquals(container.at("/readinessProbe/httpGet/path"), func.at("/deploy/healthEndpoints/readiness"));
        assertEquals(container.at("/livenessProbe/httpGet/path"), func.at("/deploy/healthEndpoints/liveness"));
        assertEquals(container.path("resources").path("requests"), func.at("/deploy/options/resources/requests"));
        assertEquals(1, func.at("/deploy/options/scale/min").asInt());
        assertEquals(Manifests.only(SERVICE).at("/spec/template/spec/serviceAccountName"),
                func.at("/deploy/serviceAccountName"));
        Set<String> envs = new HashSet<>(container.path("env").findValuesAsText("name"));
        func.at("/run/envs").findValuesAsText("name").forEach(name -> assertTrue(envs.contains(name), name));
        Set<String> secrets = new HashSet<>(
                Manifests.only(SERVICE).at("/spec/template/spec/volumes").findValuesAsText("secretName"));
        assertEquals(secrets, new HashSet<>(func.at("/run/volumes").findValuesAsText("secret")));
    }

    /** {@code kubectl create namespace} would leave out what Pod Security enforces, and make the next step warn. */
    @Test
    void theGuideAppliesWhatIsThere() throws Exception {
        String guide = Files.readString(Path.of("docs/install.md"));
        assertFalse(guide.contains("create namespace serin-system"));
        Set<String> applied = Pattern.compile("-[fk] ((?:k8s|knative)[^ `\\n]*)").matcher(guide).results()
                .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(applied.contains("k8s/base/namespace.yaml"), applied.toString());
        applied.forEach(path -> assertTrue(Files.exists(Path.of(path)), path));
    }

    /** Everything in the manifests, in func.yaml and in docs/install.md names the same Service, Secrets and account. */
    @Test
    void namesAgree() throws Exception {
        String guide = Files.readString(Path.of("docs/install.md"));
        for (String secret : Manifests.only(DEPLOYMENT).at("/spec/template/spec/volumes").findValuesAsText("secretName")) {
            assertTrue(guide.contains("create secret generic " + secret), secret);
        }
        JsonNode service = Manifests.only("k8s/base/service.yaml");
        assertEquals(80, service.at("/spec/ports/0/port").asInt());
        String url = "http://" + service.at("/metadata/name").asText() + ".serin-system/";
        for (String caller : List.of("k8s/sample-canary.yaml", "k8s/sample-canary-smallest.yaml",
                "k8s/monitoring/alertmanager-receiver.yaml", "k8s/flux/provider.yaml")) {
            assertTrue(Files.readString(Path.of(caller)).contains(url), caller);
        }
    }
}
