package dev.serin.simulation.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.cluster.CanaryResource;

/** Finds the Canaries among the files of a repository, as kustomize builds them: a kustomization's namespace wins. */
final class CanaryManifests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private final Map<String, String> files;
    private final Map<CanaryRef, CanaryResource.Manifest> found = new LinkedHashMap<>();

    private CanaryManifests(Map<String, String> files) {
        this.files = files;
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when a file is not YAML */
    static Map<CanaryRef, CanaryResource.Manifest> in(Map<String, String> files) {
        CanaryManifests manifests = new CanaryManifests(files);
        files.keySet().stream().filter(path -> path.endsWith(".yaml")).forEach(manifests::addFile);
        return manifests.found;
    }

    private void addFile(String path) {
        Optional<String> namespace = kustomizedNamespace(path);
        for (JsonNode document : documents(files.get(path))) {
            if (document.path("kind").asText().equals("Canary")) {
                add(document, namespace);
            }
        }
    }

    private void add(JsonNode document, Optional<String> kustomizedNamespace) {
        JsonNode metadata = document.path("metadata");
        String namespace = kustomizedNamespace.orElseGet(() -> metadata.path("namespace").asText("default"));
        found.put(new CanaryRef(namespace, metadata.path("name").asText()), new CanaryResource.Manifest(
                strings(metadata.path("labels")), strings(metadata.path("annotations")), document.path("spec")));
    }

    private Optional<String> kustomizedNamespace(String path) {
        int slash = path.lastIndexOf('/');
        String kustomization = files.get(path.substring(0, slash + 1) + KUSTOMIZATION);
        if (kustomization == null) {
            return Optional.empty();
        }
        JsonNode document = documents(kustomization).path(0);
        boolean isListed = false;
        for (JsonNode resource : document.path("resources")) {
            isListed |= resource.asText().equals(path.substring(slash + 1));
        }
        return isListed ? Optional.of(document.path("namespace").asText()).filter(name -> !name.isEmpty()) : Optional.empty();
    }

    private static JsonNode documents(String yaml) {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(yaml).forEach(documents::add);
        return JSON.valueToTree(documents);
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> strings = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }
}
