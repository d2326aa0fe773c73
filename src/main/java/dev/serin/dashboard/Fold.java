package dev.serin.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring decisions that repeat each other, shown as one row. The API has each of them.
 *
 * @param lines newest first, at least one
 */
public record Fold(List<DecisionLine> lines) {

    public Fold {
        lines = List.copyOf(lines);
    }

    static List<Fold> of(List<DecisionLine> newestFirst) {
        List<Fold> folds = new ArrayList<>();
        int start = 0;
        for (int next = 1; next <= newestFirst.size(); next++) {
            if (next == newestFirst.size() || !newestFirst.get(next).repeats(newestFirst.get(start))) {
                folds.add(new Fold(newestFirst.subList(start, next)));
                start = next;
            }
        }
        return folds;
    }

    /** Of the row on the page: it stays while newer holds join. */
    public String id() {
        return "d-" + oldest().id();
    }

    public DecisionLine newest() {
        return lines.get(0);
    }

    public DecisionLine oldest() {
        return lines.get(lines.size() - 1);
    }

    public List<DecisionLine> earlier() {
        return lines.subList(1, lines.size());
    }

    public int count() {
        return lines.size();
    }
}
