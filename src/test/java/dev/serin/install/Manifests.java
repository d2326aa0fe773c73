package dev.serin.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What people apply: all YAML files below k8s/ and knative/. */
final class Manifests {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ROOTS = List.of("k8s", "knative");

    private Manifests() {
    }

    static List<Path> files() {
        return ROOTS.stream().flatMap(root -> walk(Path.of(root))).filter(file -> file.toString().endsWith(".yaml")).sorted()
                .toList();
    }

    private static Stream<Path> walk(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<Path> kustomizations() {
        return files().stream().filter(file -> file.endsWith("kustomization.yaml")).toList();
    }

    static List<JsonNode> documents(Path file) {
        try {
            return StreamSupport.stream(new Load(LoadSettings.builder().build())
                    .loadAllFromString(Files.readString(file)).spliterator(), false).<JsonNode> map(JSON::valueToTree).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode only(String file) {
        return documents(Path.of(file)).get(0);
    }

    static JsonNode only(String file, String kind) {
        return documents(Path.of(file)).stream().filter(document -> document.path("kind").asText().equals(kind)).findFirst()
                .orElseThrow();
    }
}
