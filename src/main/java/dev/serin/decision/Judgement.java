package dev.serin.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.serin.canary.Charge;
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
    private final Optional<Charge> charge;

    Judgement(Decision unworded, Supplier<String> reason, Opinion opinion, Supplier<List<Verdict>> verdicts) {
        this(unworded, reason, opinion, verdicts, Optional.empty());
    }

    private Judgement(Decision unworded, Supplier<String> reason, Opinion opinion, Supplier<List<Verdict>> verdicts,
            Optional<Charge> charge) {
        this.unworded = unworded;
        this.reason = reason;
        this.opinion = opinion;
        this.verdicts = verdicts;
        this.charge = charge;
    }

    /** One whose words are there already. */
    static Judgement of(Decision decision, Opinion opinion, Supplier<List<Verdict>> verdicts) {
        return new Judgement(decision, decision::reason, opinion, verdicts);
    }

    /** The same, with a person who stays in charge. */
    Judgement under(Charge person) {
        return new Judgement(unworded, reason, opinion, verdicts, Optional.of(person));
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

    /** The person in charge once it is done. */
    Optional<Charge> charge() {
        return charge;
    }
}
