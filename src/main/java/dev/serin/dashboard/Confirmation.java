package dev.serin.dashboard;

import java.util.Map;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.rollout.Preview;

/**
 * The page that asks before an order is given.
 *
 * @param decision the last one
 * @param charge who is in charge
 * @param errors by the name of the field
 * @param preview the commit, or why there would be none; empty where a field cannot be used
 * @param gitAway why Git cannot be read: then only a rollback can be ordered
 * @param refused why the order that was just given was not carried out; empty where none was
 * @param step which of its questions the page asks
 * @param token proves that the form is ours
 */
public record Confirmation(CanaryRef canary, Order.Kind kind, CanaryView now, Optional<DecisionLine> decision,
        Optional<ChargeLine> charge, OrderForm form, Map<String, String> errors, Optional<Preview> preview,
        Optional<String> gitAway, Optional<String> refused, Step step, String token) {

    /** What the button of a form means. */
    public enum Step {
        /** Show the commit for what was typed. */
        LOOK,
        /** Ask once more. */
        ASK,
        /** Do it. */
        ACT;

        /** Unknown words only look. */
        static Step of(String word) {
            return word.equals("act") ? ACT : word.equals("ask") ? ASK : LOOK;
        }
    }

    Confirmation with(Preview seen) {
        return new Confirmation(canary, kind, now, decision, charge, form, errors, Optional.of(seen), gitAway, refused, step,
                token);
    }

    Confirmation withError(String field, String message) {
        return new Confirmation(canary, kind, now, decision, charge, form, Map.of(field, message), preview, gitAway, refused,
                step, token);
    }

    /** Whether the page offers to do it. A rollback is always offered. */
    public boolean isOffered() {
        return kind == Order.Kind.ROLLBACK || gitAway.isEmpty() && preview.filter(Preview::possible).isPresent();
    }

    /** Whether the form is there at all. */
    public boolean isOpen() {
        return gitAway.isEmpty() || kind == Order.Kind.ROLLBACK;
    }

    /** Whether this is the second question, with nothing more to type. */
    public boolean isLastQuestion() {
        return step == Step.ASK && kind == Order.Kind.PROMOTE_NOW;
    }

    public boolean hasError(String field) {
        return errors.containsKey(field);
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
