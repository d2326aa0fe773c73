package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds commits by the decision in their trailers. */
final class DecisionHistory {

    private DecisionHistory() {
    }

    /**
     * @param depth how many commits back from the head are looked at, as far as the clone reaches
     * @return the newest commit with this decision, 40 hexadecimal digits
     */
    static Optional<String> commitOf(Repository repository, ObjectId head, String decisionId, int depth) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            int looked = 0;
            for (RevCommit commit : walk) {
                if (commit.getFooterLines(CommitMessage.DECISION).contains(decisionId)) {
                    return Optional.of(commit.name());
                }
                if (++looked >= depth) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
