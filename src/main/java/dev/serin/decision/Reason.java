package dev.serin.decision;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.serin.canary.Order;
import dev.serin.canary.Weight;
import dev.serin.guardrail.Review;
import dev.serin.policy.Proposal;

/**
 * The one line that a decision carries to hook answer, commit, journal and page: the policy's own words where the
 * guardrails let them pass, else
 * {@code hold at 20 %: minimum-time-at-weight: 35 s of 60 s; wanted to advance to 45 %: ...}.
 */
final class Reason {

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private Reason() {
    }

    static String of(Proposal wanted, Review review) {
        return review.replacements().isEmpty() ? oneLine(wanted.reason())
                : instead(review.outcome(), rules(review), wanted);
    }

    /** Why this is done and not what was wanted. */
    static String instead(Proposal done, String why, Proposal wanted) {
        return oneLine(words(done) + ": " + why + "; wanted to " + words(wanted) + ": " + wanted.reason());
    }

    static String at(Weight weight, String why, Proposal wanted) {
        return instead(Proposal.hold(weight, ""), why, wanted);
    }

    /** Of a person's order: {@code pause at 20 %, ordered by alice until 13:00: the reason}. */
    static String of(Order order, Weight at) {
        String what = order.kind().word() + order.to().map(weight -> " to " + weight).orElse(" at " + at);
        String until = order.kind().takesCharge() ? ", in charge until " + order.until() : "";
        return oneLine(what + ", ordered by " + order.person() + until + ": " + order.reason());
    }

    /** The rules that objected, with their numbers. */
    static String rules(Review review) {
        return review.replacements().stream().map(verdict -> verdict.rule() + ": " + verdict.reason())
                .collect(Collectors.joining("; "));
    }

    static String words(Proposal proposal) {
        return switch (proposal.action()) {
            case HOLD -> "hold at " + proposal.to();
            case ADVANCE -> "advance to " + proposal.to();
            case PROMOTE -> "promote";
            case ROLLBACK -> "roll back";
            case RESET -> "start afresh";
            case PROMOTE_NOW -> "promote now";
        };
    }

    /** Readings quote what other programs answered, line ends included. */
    static String oneLine(String text) {
        return LINE_END.matcher(text.strip()).replaceAll(" ");
    }
}
