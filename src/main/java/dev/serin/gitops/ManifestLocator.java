package dev.serin.gitops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.jgit.lib.ObjectId;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;

/**
 * Finds the one manifest of a Canary: at the configured path, or by kind, name and namespace in the whole repository. What a
 * file says is kept by the id of its content, and what a tree says by the tree's, so a commit costs the parsing of what it
 * changed.
 */
final class ManifestLocator {

    private static final int MAX_FILES = 20_000;
    private static final int MAX_TREES = 4;

    /** @param path in the repository */
    record Located(String path, CanaryManifest manifest) {
    }

    private final Optional<String> configured;
    private final Map<ObjectId, ManifestFacts> facts = leastRecentlyUsed(MAX_FILES);
    private final Map<ObjectId, ManifestIndex> indexes = leastRecentlyUsed(MAX_TREES);

    /** @throws InvalidField when the configured path leads out of the repository */
    ManifestLocator(Optional<String> configured) {
        this.configured = configured.map(RepositoryPath::require);
    }

    /** Reads the whole tree ahead of the first question. */
    void prepare(GitTree tree) {
        index(tree);
    }

    /** @throws InvalidField when there is not exactly one manifest, saying which there are */
    Located locate(GitTree tree, CanaryRef canary) {
        Optional<String> path = configured
                .map(pattern -> pattern.replace("{namespace}", canary.namespace()).replace("{name}", canary.name()));
        Optional<GitTree.File> file = path.flatMap(tree::file);
        return file.isPresent() ? inFile(tree, file.get(), canary) : search(tree, path.orElse(""), canary);
    }

    private static Located inFile(GitTree tree, GitTree.File file, CanaryRef canary) {
        List<CanaryManifest> found = CanaryManifest.allIn(tree.text(file.blob())).stream()
                .filter(manifest -> manifest.isFor(canary)).toList();
        if (found.size() != 1) {
            throw new InvalidField(file.path(), "holds " + found.size() + " manifests of Canary " + canary,
                    "there must be exactly one");
        }
        return new Located(file.path(), found.get(0));
    }

    private Located search(GitTree tree, String folder, CanaryRef canary) {
        ManifestIndex index = index(tree);
        List<ManifestIndex.Place> found = index.places().stream().filter(place -> place.reaches(canary))
                .filter(place -> folder.isEmpty() || place.file().path().startsWith(folder + "/")).toList();
        if (found.isEmpty()) {
            throw nothingFound(index, canary);
        }
        ManifestIndex.Place only = found.get(0);
        if (found.size() > 1) {
            throw new InvalidField("Canary " + canary, "has more than one manifest: " + paths(found), "set serin.git.path");
        }
        if (only.namespaces().size() > 1) {
            throw new InvalidField("Canary " + canary, "shares " + only.file().path() + " with other namespaces",
                    "give each overlay a Canary of its own");
        }
        return new Located(only.file().path(), CanaryManifest.allIn(tree.text(only.file().blob())).get(only.position()));
    }

    private static InvalidField nothingFound(ManifestIndex index, CanaryRef canary) {
        List<ManifestIndex.Place> homeless = index.places().stream().filter(place -> place.lacksNamespace(canary)).toList();
        if (!homeless.isEmpty()) {
            return new InvalidField("Canary " + canary, "has a manifest without a namespace: " + paths(homeless),
                    "write metadata.namespace, or set serin.git.path");
        }
        String unreadable = index.unreadable().isEmpty() ? ""
                : "; not readable: " + String.join(", ", index.unreadable().stream().limit(5).toList());
        return new InvalidField("Canary " + canary, "has no manifest in the repository" + unreadable,
                "commit one, or set serin.git.path");
    }

    private static String paths(List<ManifestIndex.Place> places) {
        return places.stream().map(place -> place.file().path()).sorted().collect(Collectors.joining(", "));
    }

    private ManifestIndex index(GitTree tree) {
        ManifestIndex known = indexes.get(tree.id());
        if (known != null) {
            return known;
        }
        Map<GitTree.File, ManifestFacts> files = new LinkedHashMap<>();
        tree.yamlFiles().forEach(file -> files.put(file, facts(tree, file)));
        ManifestIndex index = new ManifestIndex(files);
        indexes.put(tree.id(), index);
        return index;
    }

    private ManifestFacts facts(GitTree tree, GitTree.File file) {
        ManifestFacts known = facts.get(file.blob());
        if (known != null) {
            return known;
        }
        ManifestFacts read = read(tree, file);
        facts.put(file.blob(), read);
        return read;
    }

    /** What is too large or not text is no manifest. */
    private static ManifestFacts read(GitTree tree, GitTree.File file) {
        try {
            return ManifestFacts.of(RepositoryPath.fileName(file.path()), tree.text(file.blob()));
        } catch (InvalidField notText) {
            return new ManifestFacts(List.of(), Optional.empty(), false);
        }
    }

    private static <V> Map<ObjectId, V> leastRecentlyUsed(int maximum) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ObjectId, V> eldest) {
                return size() > maximum;
            }
        });
    }
}
