package dev.serin.gitops;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;

/** What a ruling asks of the manifest as it stands. Pure. */
sealed interface Intent {

    /** The ruling's stamp, with this path; without one the weights are left as they are. */
    record Write(Optional<StepWeights> path) implements Intent {

        Write(StepWeights path) {
            this(Optional.of(path));
        }
    }

    /** There is nothing to write. */
    record Settled(Change change) implements Intent {
    }

    /**
     * @param basis what the decision was made on
     * @param now what the manifest says now
     */
    static Intent of(Ruling ruling, Approval basis, Approval now) {
        return withoutLooking(ruling).or(() -> alreadyThere(ruling, now)).or(() -> noLongerHolds(ruling, basis, now))
                .<Intent> map(Settled::new).orElseGet(() -> write(ruling, now));
    }

    /** The outcome, where Git need not be asked. */
    static Optional<Change> withoutLooking(Ruling ruling) {
        if (ruling.isWithheld()) {
            return ruling.verdicts().stream().filter(Verdict.Withhold.class::isInstance).findFirst()
                    .map(verdict -> new Change.Withheld(verdict.rule() + ": " + verdict.reason()));
        }
        return ruling.changesNothing() ? Optional.of(new Change.Unchanged("holding is not committed")) : Optional.empty();
    }

    private static Optional<Change> alreadyThere(Ruling ruling, Approval now) {
        if (now instanceof Approval.Unknown unknown) {
            return Optional.of(new Change.Failed(unknown.reason()));
        }
        if (ruling.order().isPresent()) {
            return now.newestStamp().filter(stamp -> isDoneBy(stamp, ruling))
                    .map(stamp -> new Change.Unchanged("Git already says so, by decision " + stamp.id()));
        }
        return now instanceof Approval.Known known && (isApprovedStep(known, ruling.stamp()) || says(known, ruling.stamp()))
                ? Optional.of(new Change.Unchanged("Git already says so: the path is " + known.path()))
                : finalOrder(now).filter(stamp -> isSameEnd(stamp, ruling.stamp()))
                        .map(stamp -> new Change.Unchanged("Git already says so, by decision " + stamp.id()));
    }

    /** A person's last word on weights that are not Serin's: it is decided again at each look. */
    private static Optional<DecisionStamp> finalOrder(Approval now) {
        return now instanceof Approval.Foreign foreign
                ? foreign.stamp().filter(stamp -> stamp.action() == Action.ROLLBACK || stamp.action() == Action.PROMOTE_NOW)
                : Optional.empty();
    }

    /** What a person ordered is in Git when their very order is there, so that it has their name; one rollback is enough. */
    private static boolean isDoneBy(DecisionStamp stamp, Ruling ruling) {
        return stamp.id().equals(ruling.id())
                || ruling.decision().action() == Action.ROLLBACK && isSameEnd(stamp, ruling.stamp());
    }

    /** A step that is on the path has been approved; the canary has only not taken it yet. */
    private static boolean isApprovedStep(Approval.Known known, DecisionStamp wanted) {
        return wanted.action() == Action.ADVANCE && known.path().contains(wanted.to());
    }

    /** The same decision, or another one to the same end whose path is still there. */
    private static boolean says(Approval.Known known, DecisionStamp wanted) {
        return known.stamp().filter(stamp -> stamp.id().equals(wanted.id())
                || isSameEnd(stamp, wanted) && isPathOf(wanted, known.path())).isPresent();
    }

    private static boolean isSameEnd(DecisionStamp one, DecisionStamp other) {
        return one.action() == other.action() && one.to().equals(other.to()) && one.release().equals(other.release());
    }

    private static boolean isPathOf(DecisionStamp stamp, StepWeights path) {
        return switch (stamp.action()) {
            case RESET -> path.equals(StepWeights.holdingAt(stamp.to()));
            case ADVANCE -> path.holds() && path.ceiling().equals(stamp.to());
            case PROMOTE -> !path.holds();
            case PROMOTE_NOW -> true;
            case ROLLBACK, HOLD -> path.holds();
        };
    }

    /**
     * A rollback decided while Git was out of reach, or ordered by a person, holds for whatever is there when it is written.
     */
    private static Optional<Change> noLongerHolds(Ruling ruling, Approval basis, Approval now) {
        boolean brake = ruling.decision().action() == Action.ROLLBACK
                && (basis instanceof Approval.Unknown || ruling.order().isPresent());
        return brake || isSame(basis, now) ? Optional.empty()
                : Optional.of(new Change.Overtaken("the manifest has changed since the decision: it now has " + describe(now)));
    }

    /** Equal but for the commit: other files of the repository may change as they like. */
    private static boolean isSame(Approval one, Approval other) {
        if (one instanceof Approval.Known left && other instanceof Approval.Known right) {
            return left.path().equals(right.path()) && left.stamp().equals(right.stamp());
        }
        return one instanceof Approval.Foreign left && other instanceof Approval.Foreign right
                && left.problem().equals(right.problem()) && left.stamp().equals(right.stamp());
    }

    private static String describe(Approval approval) {
        return approval instanceof Approval.Known known
                ? "the path " + known.path() + known.stamp().map(stamp -> " by decision " + stamp.id()).orElse("")
                : "weights of its own";
    }

    private static Intent write(Ruling ruling, Approval now) {
        try {
            return now instanceof Approval.Foreign && ruling.order().isPresent() ? new Write(Optional.empty())
                    : new Write(wanted(ruling, now));
        } catch (InvalidField impossible) {
            return new Settled(new Change.Failed(impossible.getMessage()));
        }
    }

    private static StepWeights wanted(Ruling ruling, Approval now) {
        if (ruling.decision().action() == Action.RESET) {
            return requireWeight(ruling, StepWeights.holdingAt(ruling.decision().to()));
        }
        if (!(now instanceof Approval.Known known)) {
            throw new InvalidField("the manifest", "is not Serin's yet", "it is reset first");
        }
        return switch (ruling.decision().action()) {
            case ADVANCE -> advanced(requireWeight(ruling, known.path()), ruling.decision().to());
            case PROMOTE -> requireWeight(ruling, known.path()).promoted();
            default -> known.path().held();
        };
    }

    /** A person may take over on a step that is approved already: then only the stamp changes. */
    private static StepWeights advanced(StepWeights path, Weight to) {
        return path.contains(to) ? path.held() : path.advancedTo(to);
    }

    /** A rollback is not asked: it leaves the entries as they are, so it cannot make Flagger lose its place. */
    private static StepWeights requireWeight(Ruling ruling, StepWeights path) {
        if (!path.contains(ruling.decision().from())) {
            throw new InvalidField("the path " + path, "lacks the canary's weight of " + ruling.decision().from(),
                    "Flagger would jump to 100 %, so nothing is written");
        }
        return path;
    }
}
