package dev.serin.gitops;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What a {@code kustomization.yaml} says about namespaces: the one it sets, and what it sets it on.
 *
 * @param lists the relative paths of the files and folders it is made of
 */
record Kustomization(Optional<String> namespace, List<String> lists) {

    private static final Set<String> FILE_NAMES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** Whether kustomize itself looks for a file of this name. */
    static boolean isFileName(String name) {
        return FILE_NAMES.contains(name);
    }

    static Kustomization of(YamlMap root) {
        Stream<String> listed = Stream.of("resources", "bases", "components", "patchesStrategicMerge")
                .flatMap(key -> root.items(key).stream()).flatMap(Kustomization::text);
        Stream<String> patches = root.items("patches").stream()
                .flatMap(patch -> YamlMap.of(patch).flatMap(map -> map.scalar("path")).stream());
        return new Kustomization(root.scalar("namespace").filter(namespace -> !namespace.isEmpty()),
                Stream.concat(listed, patches).filter(path -> !path.contains("://")).toList());
    }

    private static Stream<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Stream.of(scalar.getValue()) : Stream.empty();
    }
}
