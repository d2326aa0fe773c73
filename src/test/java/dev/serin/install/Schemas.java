package dev.serin.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/**
 * The schemas of Kubernetes and of the CRDs (src/test/resources/schemas), read as strictly as {@code kubectl --validate=strict}
 * does: a field that a schema does not name is a mistake.
 */
final class Schemas {

    private static final Path FOLDER = Path.of("src/test/resources/schemas");
    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf", "allOf", "not");

    private Schemas() {
    }

    /** What is wrong with a manifest; nothing when it fits. */
    static List<String> problems(JsonNode manifest) {
        return schema(manifest.path("apiVersion").asText(), manifest.path("kind").asText()).validate(manifest).stream()
                .map(ValidationMessage::getMessage).sorted().toList();
    }

    private static JsonSchema schema(String apiVersion, String kind) {
        Path crd = FOLDER.resolve(apiVersion.replace('/', '_') + "_" + kind + ".json");
        JsonNode schema = Files.exists(crd) ? custom(read(crd)) : core(apiVersion + "/" + kind);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }

    private static JsonNode read(Path file) {
        try {
            return Manifests.JSON.readTree(file.toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode custom(JsonNode schema) {
        ObjectNode properties = schema.withObject("/properties");
        List.of("apiVersion", "kind", "metadata").forEach(known -> properties.withObject("/" + known));
        return strict(schema);
    }

    private static JsonNode core(String name) {
        JsonNode file = read(FOLDER.resolve("kubernetes.json"));
        String definition = file.path("kinds").path(name).asText();
        if (definition.isEmpty()) {
            throw new AssertionError("No schema for " + name + ": add it as src/test/resources/schemas/README.md says");
        }
        ObjectNode schema = Manifests.JSON.createObjectNode().put("$ref", "#/definitions/" + definition);
        schema.set("definitions", file.path("definitions"));
        schema.path("definitions").forEach(Schemas::strict);
        return schema;
    }

    private static JsonNode strict(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")
                    && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                object.put("additionalProperties", false);
            }
            if (object.path("format").asText().equals("int-or-string")) {
                object.set("type", Manifests.JSON.createArrayNode().add("integer").add("string"));
            }
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (field.getKey().equals("properties")) {
                    field.getValue().forEach(Schemas::strict);
                } else if (!ALTERNATIVES.contains(field.getKey())) {
                    strict(field.getValue());
                }
            }
        }
        return schema;
    }
}
