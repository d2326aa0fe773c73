package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

import dev.serin.canary.InvalidField;

/**
 * The files of one commit. Symbolic links and submodules are never followed. All methods throw {@link
 * UncheckedIOException} when the clone lacks an object or cannot be read.
 */
final class GitTree {

    /** @param blob names the content: equal for equal files */
    record File(String path, ObjectId blob) {
    }

    private final Repository repository;
    private final ObjectId tree;

    GitTree(Repository repository, ObjectId commit) {
        this.repository = repository;
        try (RevWalk walk = new RevWalk(repository)) {
            this.tree = walk.parseCommit(commit).getTree().copy();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Names the content of the whole tree. */
    ObjectId id() {
        return tree;
    }

    /** All regular files whose name ends as YAML's do, or that are kustomizations. */
    List<File> yamlFiles() {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            List<File> files = new ArrayList<>();
            while (walk.next()) {
                if (isRegular(walk.getFileMode()) && isYaml(walk.getPathString())) {
                    files.add(new File(walk.getPathString(), walk.getObjectId(0)));
                }
            }
            return files;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml") || Kustomization.isFileName(RepositoryPath.fileName(path));
    }

    private static boolean isRegular(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    /**
     * The file at a path; empty when there is nothing, or a folder.
     *
     * @throws InvalidField when a symbolic link or a submodule stands on the way
     */
    Optional<File> file(String path) {
        String[] parts = path.split("/");
        String reached = "";
        for (int i = 0; i < parts.length; i++) {
            reached = i == 0 ? parts[0] : reached + "/" + parts[i];
            try (TreeWalk walk = TreeWalk.forPath(repository, reached, tree)) {
                if (walk == null) {
                    return Optional.empty();
                }
                refuseLinks(walk.getFileMode());
                if (isRegular(walk.getFileMode())) {
                    return i == parts.length - 1 ? Optional.of(new File(path, walk.getObjectId(0))) : Optional.empty();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return Optional.empty();
    }

    private static void refuseLinks(FileMode mode) {
        if (mode.equals(FileMode.SYMLINK) || mode.equals(FileMode.GITLINK)) {
            throw new InvalidField("serin.git.path", "leads through a symbolic link or a submodule",
                    "name the file itself, in this repository");
        }
    }

    /** @throws InvalidField when the file is too large or not UTF-8, which an edit could not give back byte for byte */
    String text(ObjectId blob) {
        try {
            ObjectLoader loader = repository.open(blob);
            if (loader.getSize() > YamlText.MAX_CHARACTERS) {
                throw new InvalidField("manifest", "is larger than " + YamlText.MAX_CHARACTERS + " bytes", "split the file");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(loader.getBytes())).toString();
        } catch (CharacterCodingException notText) {
            throw new InvalidField("manifest", "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
