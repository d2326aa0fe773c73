package dev.serin.gitops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.CanaryRef;

/** All Canaries of one tree, each with the namespaces that the kustomizations listing it give it. */
final class ManifestIndex {

    /** Deeper than any overlay of overlays; also the end of a circle. */
    private static final int MAX_OVERLAYS = 10;

    /**
     * @param position among the Canaries of its file
     * @param namespaces where it ends up; an empty one means that nothing in the repository says so
     */
    record Place(GitTree.File file, int position, String name, Set<Optional<String>> namespaces) {

        boolean reaches(CanaryRef canary) {
            return name.equals(canary.name()) && namespaces.contains(Optional.of(canary.namespace()));
        }

        boolean lacksNamespace(CanaryRef canary) {
            return name.equals(canary.name()) && namespaces.contains(Optional.<String> empty());
        }
    }

    private final List<Place> places = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Kustomization> kustomizations = new HashMap<>();

    /** The folders whose kustomizations list a file or folder. */
    private final Map<String, List<String>> listedBy = new HashMap<>();

    ManifestIndex(Map<GitTree.File, ManifestFacts> facts) {
        facts.forEach(
                (file, fact) -> fact.kustomization().ifPresent(k -> list(RepositoryPath.folder(file.path()), k)));
        facts.forEach(this::place);
    }

    private void list(String folder, Kustomization kustomization) {
        kustomizations.put(folder, kustomization);
        for (String relative : kustomization.lists()) {
            RepositoryPath.resolve(folder, relative)
                    .ifPresent(path -> listedBy.computeIfAbsent(path, p -> new ArrayList<>()).add(folder));
        }
    }

    private void place(GitTree.File file, ManifestFacts facts) {
        if (facts.unreadable()) {
            unreadable.add(file.path());
        }
        for (ManifestFacts.Candidate canary : facts.canaries()) {
            Set<Optional<String>> namespaces = new HashSet<>();
            follow(file.path(), canary.namespace(), MAX_OVERLAYS, namespaces);
            places.add(new Place(file, canary.position(), canary.name(), namespaces));
        }
    }

    /** The outermost kustomization that sets a namespace wins, as in kustomize. */
    private void follow(String path, Optional<String> namespace, int overlays, Set<Optional<String>> found) {
        List<String> folders = listedBy.getOrDefault(path, List.of());
        if (folders.isEmpty() || overlays == 0) {
            found.add(namespace);
            return;
        }
        for (String folder : folders) {
            follow(folder, kustomizations.get(folder).namespace().or(() -> namespace), overlays - 1, found);
        }
    }

    List<Place> places() {
        return places;
    }

    /** Files that may hold Canaries but cannot be read. */
    List<String> unreadable() {
        return unreadable;
    }
}
