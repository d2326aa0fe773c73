package dev.serin.gitops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

import dev.serin.canary.InvalidField;

/** Paths inside a repository: parts joined by {@code /}, without a leading one. None leads out of it. */
final class RepositoryPath {

    private RepositoryPath() {
    }

    /** @throws InvalidField when the path is absolute, climbs, or goes into {@code .git} */
    static String require(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (String part : trimmed.split("/", -1)) {
            boolean hidden = part.toLowerCase(Locale.ROOT).startsWith(".git");
            if (part.isEmpty() || part.equals(".") || part.equals("..") || hidden || part.contains("\\")
                    || part.contains("\0")) {
                throw new InvalidField("serin.git.path", "does not stay inside the repository",
                        "write it like apps/prod/canary.yaml");
            }
        }
        return trimmed;
    }

    /** The folder of a file; empty for the root. */
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where a relative path of a kustomization leads; empty when that is outside the repository. */
    static Optional<String> resolve(String folder, String relative) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + relative).split("/")) {
            if (part.equals("..") && parts.pollLast() == null) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
