package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

import dev.serin.canary.Outage;

/** The folder of the clone: created for its owner alone, taken over after a restart, never mistaken for somebody else's. */
final class CloneDirectory {

    /** Shows that the folder is ours to delete. */
    private static final String MARKER = "serin-clone";

    /** What JGit measures the file system's clock with (FS.FileStoreAttributes); a process that is killed leaves it behind. */
    private static final String PROBE = ".probe-";

    private final Path path;

    CloneDirectory(Path path) {
        this.path = path.toAbsolutePath();
    }

    /**
     * Opens the clone that is there, or makes an empty one.
     *
     * @throws Outage when the folder holds something else
     */
    Repository open(URI url) throws IOException {
        Optional<Repository> kept = kept(url);
        return kept.isPresent() ? kept.get() : created(url);
    }

    private Optional<Repository> kept(URI url) {
        try {
            boolean ours = Files.readString(path.resolve(MARKER)).equals(url.toString());
            return ours && Files.exists(path.resolve("config")) ? Optional.of(builder().build()) : Optional.empty();
        } catch (IOException | RuntimeException unusable) {
            return Optional.empty();
        }
    }

    private Repository created(URI url) throws IOException {
        delete();
        create();
        Files.writeString(path.resolve(MARKER), url.toString());
        Repository repository = builder().build();
        repository.create(true);
        configure(repository.getConfig());
        return repository;
    }

    private RepositoryBuilder builder() {
        return new RepositoryBuilder().setGitDir(path.toFile()).setBare();
    }

    private void create() throws IOException {
        Files.createDirectories(path.getParent());
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
    }

    /** A redirect could lead credentials to another host. */
    private static void configure(StoredConfig config) throws IOException {
        config.setString("http", null, "followRedirects", "false");
        config.setBoolean("core", null, "logAllRefUpdates", false);
        config.save();
    }

    /** Deletes the folder if it is ours, or empty. */
    void delete() {
        try {
            if (Files.exists(path)) {
                requireOurs();
                deleteAll();
            }
        } catch (IOException notDeleted) {
            throw new Outage("serin.git.clone-directory cannot be emptied", notDeleted);
        }
    }

    private void requireOurs() throws IOException {
        try (Stream<Path> content = Files.list(path)) {
            if (content.anyMatch(file -> !isProbe(file)) && !Files.exists(path.resolve(MARKER))) {
                throw new Outage("serin.git.clone-directory holds something that is not Serin's clone: name an empty folder");
            }
        }
    }

    private static boolean isProbe(Path file) {
        return file.getFileName().toString().startsWith(PROBE);
    }

    /** The marker goes last, so that a deletion that is cut short can be finished. */
    private void deleteAll() throws IOException {
        try (Stream<Path> content = Files.walk(path)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(path) && !file.equals(path.resolve(MARKER))).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path.resolve(MARKER));
        Files.deleteIfExists(path);
    }

    /** Whether no lock is left over from a crash, and every object of the tracked commit is there. */
    static boolean isHealthy(Repository repository, String tracking) {
        Path folder = repository.getDirectory().toPath();
        boolean locked = Stream.of(tracking, "shallow", "packed-refs", "config", "FETCH_HEAD")
                .anyMatch(file -> Files.exists(folder.resolve(file + ".lock")));
        try {
            Ref ref = repository.exactRef(tracking);
            return !locked && Files.exists(folder.resolve("HEAD")) && Files.exists(folder.resolve("config"))
                    && (ref == null || hasAll(repository, ref.getObjectId()));
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    private static boolean hasAll(Repository repository, ObjectId commit) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk commits = new RevWalk(reader);
                TreeWalk files = new TreeWalk(reader)) {
            RevTree tree = commits.parseCommit(commit).getTree();
            files.addTree(tree);
            files.setRecursive(true);
            while (files.next()) {
                if (files.getFileMode().getObjectType() == Constants.OBJ_BLOB
                        && !reader.has(files.getObjectId(0))) {
                    return false;
                }
            }
            return true;
        }
    }

    static int packs(Repository repository) {
        Path packs = repository.getDirectory().toPath().resolve("objects/pack");
        try (Stream<Path> files = Files.exists(packs) ? Files.list(packs) : Stream.empty()) {
            return (int) files.filter(file -> file.toString().endsWith(".pack")).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
