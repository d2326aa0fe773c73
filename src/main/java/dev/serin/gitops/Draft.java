package dev.serin.gitops;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What a decision would become in Git. */
public sealed interface Draft {

    /**
     * @param subject the first line of the commit's message
     * @param before the lines that change, as they are; empty where lines are only added
     * @param after the same lines as they would be; empty where lines only go
     */
    record Commit(String subject, String before, String after) implements Draft {
    }

    /** No commit. @param change what would become of it instead */
    record Nothing(Change change) implements Draft {
    }

    static Draft of(String subject, String before, String after) {
        RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
        RawText next = new RawText(after.getBytes(StandardCharsets.UTF_8));
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, next);
        return new Commit(subject, lines(edits, edit -> old.getString(edit.getBeginA(), edit.getEndA(), true)),
                lines(edits, edit -> next.getString(edit.getBeginB(), edit.getEndB(), true)));
    }

    private static String lines(EditList edits, Function<Edit, String> part) {
        return edits.stream().map(part).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n")).stripTrailing();
    }
}
