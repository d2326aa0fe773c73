package dev.serin.gitops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.api.errors.UnsupportedSigningFormatException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.signing.ssh.SshSignerFactory;

import dev.serin.canary.Outage;

/** Builds a commit that changes one file, without a work tree. */
final class CommitWriter {

    private final GitConfig.Author author;
    private final Optional<Path> signingKey;
    private final Clock clock;

    CommitWriter(GitConfig.Author author, Optional<Path> signingKey, Clock clock) {
        this.author = author;
        this.signingKey = signingKey;
        this.clock = clock;
    }

    /**
     * @param parent whose tree is taken over but for the one file, which must be there
     * @return the new commit, not yet on any branch
     * @throws Outage when the signing key cannot be used
     */
    ObjectId commit(Repository repository, ObjectId parent, GitTree parentTree, String path, String text, String message)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter(); ObjectReader reader = inserter.newReader()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            ObjectId tree = tree(parentTree.id(), path, blob, reader, inserter);
            ObjectId commit = inserter.insert(commit(repository, parent, tree, message));
            inserter.flush();
            return commit;
        }
    }

    /** The file keeps its mode. */
    private static ObjectId tree(ObjectId parent, String path, ObjectId blob, ObjectReader reader, ObjectInserter inserter)
            throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, parent);
        builder.finish();
        DirCacheEditor editor = index.editor();
        editor.add(new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setObjectId(blob);
            }
        });
        editor.finish();
        return index.writeTree(inserter);
    }

    private CommitBuilder commit(Repository repository, ObjectId parent, ObjectId tree, String message) throws IOException {
        PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setParentId(parent);
        commit.setTreeId(tree);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(message);
        if (signingKey.isPresent()) {
            sign(repository, commit, person, signingKey.get());
        }
        return commit;
    }

    /** The signer is named here: an executable knows no services that a library looks for by itself. */
    private static void sign(Repository repository, CommitBuilder commit, PersonIdent committer, Path key) throws IOException {
        try {
            new SshSignerFactory().create().signObject(repository, new GpgConfig(repository.getConfig()), commit, committer,
                    key.toString(), null);
        } catch (CanceledException | UnsupportedSigningFormatException | IOException unusable) {
            throw new Outage("The commit could not be signed: serin.git.signing-key cannot be used", unusable);
        }
    }
}
