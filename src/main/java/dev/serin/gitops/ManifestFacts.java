package dev.serin.gitops;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.serin.canary.InvalidField;

/**
 * What one file contributes to finding manifests. Depends on its content alone, so it is kept as long as the content is used.
 *
 * @param unreadable it may hold a Canary, but is not YAML that can be read
 */
record ManifestFacts(List<Candidate> canaries, Optional<Kustomization> kustomization, boolean unreadable) {

    /** @param position among the Canaries of its file */
    record Candidate(String name, Optional<String> namespace, int position) {
    }

    private static final ManifestFacts NOTHING = new ManifestFacts(List.of(), Optional.empty(), false);
    private static final ManifestFacts UNREADABLE = new ManifestFacts(List.of(), Optional.empty(), true);

    /** Most files of a repository are neither: they are not parsed at all. */
    static ManifestFacts of(String fileName, String text) {
        try {
            if (Kustomization.isFileName(fileName)) {
                return kustomization(text);
            }
            return text.contains("flagger.app/") && text.contains("Canary") ? canaries(text) : NOTHING;
        } catch (InvalidField unreadable) {
            return UNREADABLE;
        }
    }

    private static ManifestFacts kustomization(String text) {
        return new ManifestFacts(List.of(),
                new YamlText(text).documents().stream().findFirst().flatMap(YamlMap::of).map(Kustomization::of), false);
    }

    private static ManifestFacts canaries(String text) {
        List<CanaryManifest> all = CanaryManifest.allIn(text);
        List<Candidate> named = IntStream.range(0, all.size()).filter(i -> all.get(i).name().isPresent())
                .mapToObj(i -> new Candidate(all.get(i).name().orElseThrow(), all.get(i).namespace(), i)).toList();
        return new ManifestFacts(named, Optional.empty(), false);
    }
}
