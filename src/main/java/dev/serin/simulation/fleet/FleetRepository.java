package dev.serin.simulation.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The fleet's bare Git repository, as it lies on the Git server. Its plug can be pulled: the directory is then elsewhere,
 * so that neither fetch nor push finds it.
 */
public final class FleetRepository {

    private static final String BRANCH = "refs/heads/main";
    private static final int PACKS_MAX = 30;

    /** The newest state of the branch. */
    record Head(String commit, Map<String, String> files) {
    }

    private final Path directory;
    private final Path hidden;

    private FleetRepository(Path directory) {
        this.directory = directory;
        this.hidden = directory.resolveSibling(directory.getFileName() + ".unplugged");
    }

    /**
     * Makes a bare repository with one commit on {@code main}.
     *
     * @param directory not there yet
     * @param files text by path
     * @param author of the first commit, with its time
     */
    public static FleetRepository create(Path directory, Map<String, String> files, PersonIdent author) {
        try (Git git = Git.init().setBare(true).setInitialBranch("main").setDirectory(directory.toFile()).call()) {
            tidyUpOften(git.getRepository().getConfig());
            commit(git.getRepository(), files, author);
            return new FleetRepository(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the fleet's repository in " + directory, e);
        } catch (GitAPIException e) {
            throw new IllegalStateException("Cannot create the fleet's repository in " + directory, e);
        }
    }

    /**
     * Each push leaves a pack, in all of which the next one is looked up: what was packed together need not stay for an hour.
     */
    private static void tidyUpOften(StoredConfig config) throws IOException {
        config.setInt("gc", null, "autoPackLimit", PACKS_MAX);
        config.setString("gc", null, "prunePackExpire", "now");
        config.save();
    }

    private static void commit(Repository repository, Map<String, String> files, PersonIdent author) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(files, inserter));
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("The fleet as it stands\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(BRANCH);
            update.setNewObjectId(id);
            update.update();
        }
    }

    private static ObjectId tree(Map<String, String> files, ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    public Path directory() {
        return directory;
    }

    /** From now on nobody finds the repository. */
    public void unplug() {
        move(directory, hidden);
    }

    public void plugIn() {
        move(hidden, directory);
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.move(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move " + from, e);
        }
    }

    /** Subjects of all commits, newest first. */
    public List<String> subjects() throws IOException {
        try (Repository repository = open(); RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(repository.resolve(BRANCH)));
            List<String> subjects = new ArrayList<>();
            walk.forEach(commit -> subjects.add(commit.getShortMessage()));
            return subjects;
        }
    }

    /**
     * The newest commit.
     *
     * @return empty while the plug is pulled, or when {@code known} still is the newest
     */
    Optional<Head> newerThan(String known) throws IOException {
        if (!Files.exists(directory)) {
            return Optional.empty();
        }
        try (Repository repository = open(); RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(repository.resolve(BRANCH));
            return commit.name().equals(known) ? Optional.empty()
                    : Optional.of(new Head(commit.name(), files(repository, commit)));
        }
    }

    private static Map<String, String> files(Repository repository, RevCommit commit) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] text = repository.open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(text, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private Repository open() throws IOException {
        return Git.open(directory.toFile()).getRepository();
    }
}
