package dev.serin.decision;

import java.util.List;
import java.util.function.Supplier;

import dev.serin.guardrail.Verdict;
import dev.serin.policy.Opinion;

/**
 * A decision with what led to it, before it is put into words and gets its name. The words are composed when they are asked
 * for: they cost twenty times what judging does.
 */
public final class Judgement {

    private final Decision unworded;
    private final Supplier<String> reason;
    private final Opinion opinion;
    private final Supplier<List<Verdict>> verdicts;

    Judgement(Decision unworded, Supplier<String> reason, Opinion opinion, Supplier<List<Verdict>> verdicts) {
        this.unworded = unworded;
        this.reason = reason;
        this.opinion = opinion;
        this.verdicts = verdicts;
    }

    /** One whose words are there already. */
    static Judgement of(Decision decision, Opinion opinion, Supplier<List<Verdict>> verdicts) {
        return new Judgement(decision, decision::reason, opinion, verdicts);
    }

    /** The decision, whose reason may be empty: for those who decide millions of times and tell nobody. */
    public Decision unworded() {
        return unworded;
    }

    /** The decision with its reason. */
    public Decision decision() {
        return unworded.because(reason.get());
    }

    /** What was wanted, and by which policy. */
    Opinion opinion() {
        return opinion;
    }

    /** What the guardrails said, in their order. */
    List<Verdict> verdicts() {
        return verdicts.get();
    }
}
