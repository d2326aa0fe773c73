package dev.serin.canary;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The path approved so far, as it stands in {@code spec.analysis.stepWeights}: rising whole numbers 1..99. A repeated
 * last entry makes Flagger's next step 0, so the canary holds there; without the repetition Flagger promotes at the
 * last entry (nextStepWeight in Flagger's pkg/controller/scheduler.go).
 *
 * <p>
 * Flagger jumps to 100 % when the list lacks the weight that the canary really has, so within a release a list only ever grows.
 *
 * @param entries rising, the last one may stand twice
 */
public record StepWeights(@JsonValue List<Integer> entries) {

    /** @throws InvalidField when the entries are not such a path */
    @JsonCreator
    public StepWeights {
        entries = List.copyOf(entries);
        if (!isPath(entries)) {
            throw new InvalidField("stepWeights", "is not an approved path",
                    "use rising whole numbers from 1 to 99, of which only the last may repeat");
        }
    }

    /** Whether the entries form a path; a hand-written list often does not. */
    public static boolean isPath(List<Integer> entries) {
        int last = entries.size() - 1;
        for (int i = 0; i <= last; i++) {
            int previous = i == 0 ? 0 : entries.get(i - 1);
            boolean repeatedLast = i == last && i > 0 && entries.get(i) == previous;
            if (entries.get(i) > 99 || entries.get(i) <= previous && !repeatedLast) {
                return false;
            }
        }
        return last >= 0;
    }

    /** {@code [at, at]}: go to this weight, then hold. */
    public static StepWeights holdingAt(Weight at) {
        return new StepWeights(List.of(at.percent(), at.percent()));
    }

    /** The last weight approved; Flagger calls it the maximum weight. */
    public Weight ceiling() {
        return new Weight(entries.get(entries.size() - 1));
    }

    /** True when Flagger holds at the ceiling, false when it promotes there. */
    public boolean holds() {
        int size = entries.size();
        return size > 1 && entries.get(size - 1).equals(entries.get(size - 2));
    }

    /** Whether the canary may be at this weight without Flagger losing its place in the list. */
    public boolean contains(Weight weight) {
        return weight.isZero() || has(weight.percent());
    }

    /** Faster than the list's own search, which compares objects: every look at a canary asks this. */
    private boolean has(int percent) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) == percent) {
                return true;
            }
        }
        return false;
    }

    /**
     * The path with one more step, held there.
     *
     * @throws InvalidField when {@code to} is not above the ceiling and below 100
     */
    public StepWeights advancedTo(Weight to) {
        List<Integer> longer = rising();
        longer.add(to.percent());
        longer.add(to.percent());
        return new StepWeights(longer);
    }

    /** The same path without the hold at its end: Flagger promotes at the ceiling. */
    public StepWeights promoted() {
        return new StepWeights(rising());
    }

    /** The same path with the hold at its end. */
    public StepWeights held() {
        return holds() ? this : new StepWeights(withRepeatedLast());
    }

    private List<Integer> withRepeatedLast() {
        List<Integer> held = new ArrayList<>(entries);
        held.add(ceiling().percent());
        return held;
    }

    private List<Integer> rising() {
        int size = holds() ? entries.size() - 1 : entries.size();
        return new ArrayList<>(entries.subList(0, size));
    }

    /** As in the manifest's flow style: {@code [5, 20, 20]}. */
    @Override
    public String toString() {
        return entries.toString();
    }
}
