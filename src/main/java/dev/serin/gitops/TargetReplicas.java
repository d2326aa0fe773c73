package dev.serin.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;

/**
 * Finds the manifests that set {@code spec.replicas} of a Canary's target: Flagger scales the target down between releases, and
 * Flux scales it up again when it finds a number in Git (fluxcd/flagger#1121).
 */
record TargetReplicas(String kind, CanaryRef target) {

    /** The paths, in order. A manifest without a namespace counts, unless a kustomization puts it elsewhere. */
    List<String> in(GitTree tree) {
        Map<GitTree.File, ManifestFacts> facts = new LinkedHashMap<>();
        tree.yamlFiles().forEach(file -> facts.put(file, facts(tree, file)));
        return new ManifestIndex(facts).places().stream()
                .filter(place -> place.reaches(target) || place.lacksNamespace(target))
                .map(place -> place.file().path()).distinct().sorted().toList();
    }

    private ManifestFacts facts(GitTree tree, GitTree.File file) {
        try {
            String name = RepositoryPath.fileName(file.path());
            String text = tree.text(file.blob());
            if (Kustomization.isFileName(name)) {
                return ManifestFacts.of(name, text);
            }
            return new ManifestFacts(text.contains("replicas") ? scaled(text) : List.of(), Optional.empty(), false);
        } catch (InvalidField unreadable) {
            return new ManifestFacts(List.of(), Optional.empty(), true);
        }
    }

    private List<ManifestFacts.Candidate> scaled(String text) {
        List<ManifestFacts.Candidate> found = new ArrayList<>();
        new YamlText(text).documents().stream().flatMap(root -> YamlMap.of(root).stream()).filter(this::isScaledTarget)
                .forEach(root -> found.add(new ManifestFacts.Candidate(target.name(),
                        root.map("metadata").flatMap(metadata -> metadata.scalar("namespace")), found.size())));
        return found;
    }

    private boolean isScaledTarget(YamlMap root) {
        return root.scalar("kind").filter(kind::equals).isPresent()
                && root.map("metadata").flatMap(metadata -> metadata.scalar("name")).filter(target.name()::equals).isPresent()
                && root.map("spec").filter(spec -> spec.has("replicas")).isPresent();
    }
}
