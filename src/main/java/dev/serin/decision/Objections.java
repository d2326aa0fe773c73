package dev.serin.decision;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Order;
import dev.serin.canary.Phase;
import dev.serin.canary.StepWeights;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.Review;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * Why a person's order may not be carried out. A rollback is only refused where there is nothing to roll back; a promotion past
 * the analysis passes the guardrails, the way forward does not.
 */
final class Objections {

    private final Observation seen;
    private final Order order;
    private final Clearance clearance;

    Objections(Observation seen, Order order, Clearance clearance) {
        this.seen = seen;
        this.order = order;
        this.clearance = clearance;
    }

    /** The first one, in one line; empty when there is none. */
    Optional<String> first() {
        return Stream
                .<Supplier<Optional<String>>> of(this::noRelease, this::otherRelease, this::outOfReach, this::decidedFinally,
                        this::fasterColleague, this::ofThisKind)
                .map(Supplier::get).flatMap(Optional::stream).findFirst()
                .map(Reason::oneLine);
    }

    private Optional<String> noRelease() {
        Phase phase = seen.canary().phase();
        if (phase.isPromotion()) {
            return Optional.of("the promotion is under way, and Flagger cannot be stopped any more");
        }
        return when(!phase.isAnalysis(), () -> "no release is under way: the canary is "
                + (phase == Phase.NONE ? "not known to Flagger yet" : phase.wire()));
    }

    private Optional<String> otherRelease() {
        return when(!order.release().equals(seen.release()), () -> "this link is of release " + order.release() + ", now "
                + seen.release() + " is under way: look at it first");
    }

    private Optional<String> outOfReach() {
        return when(seen.canary().hooks().isEmpty(),
                () -> "no hook of this Canary calls Serin, which can neither hold it nor roll it back");
    }

    private Optional<String> decidedFinally() {
        return covering().filter(stamp -> stamp.action() == Action.ROLLBACK)
                .map(stamp -> "this release is being rolled back: decision "
                        + stamp.id() + stamp.by().map(person -> " by " + person).orElse("") + " stands");
    }

    /** A rollback waits for nobody; and an order that is there already is not its own rival. */
    private Optional<String> fasterColleague() {
        return covering().filter(stamp -> order.kind() != Order.Kind.ROLLBACK && !stamp.id().equals(order.basis()))
                .filter(stamp -> !stamp.id().equals(RulingId.of(seen.ref(), order)))
                .flatMap(stamp -> stamp.by().map(person -> person + " was faster: " + words(stamp) + "; look at it first"));
    }

    private static String words(DecisionStamp stamp) {
        String until = stamp.until().map(time -> " until " + time).orElse("");
        String what = switch (stamp.action()) {
            case HOLD -> stamp.until().isPresent() ? "paused at " + stamp.from() : "resumed at " + stamp.from();
            case ADVANCE -> "advanced to " + stamp.to();
            case PROMOTE, PROMOTE_NOW -> "promoted";
            case ROLLBACK -> "rolled back";
            case RESET -> "is in charge at " + stamp.to();
        };
        return what + until + ", decision " + stamp.id();
    }

    private Optional<DecisionStamp> covering() {
        return seen.approval().newestStamp().filter(stamp -> stamp.release().covers(seen.release()));
    }

    private Optional<String> ofThisKind() {
        return switch (order.kind()) {
            case ROLLBACK -> Optional.empty();
            case PROMOTE_NOW -> dryRun().or(this::promotedAlready).or(this::openDoor);
            case RESUME -> dryRun().or(this::nobodyInCharge);
            case PAUSE -> dryRun().or(this::over).or(this::badPath);
            case ADVANCE -> dryRun().or(this::over).or(this::badPath)
                    .or(() -> guardrails(Proposal.advance(order.to().orElseThrow(), order.reason()))).or(this::besideThePath);
            case PROMOTE -> dryRun().or(this::over).or(this::badPath).or(() -> guardrails(Proposal.promote(order.reason())))
                    .or(this::stepsLeft);
        };
    }

    private Optional<String> dryRun() {
        return when(clearance.settings().dryRun(),
                () -> "dry-run: Serin only watches this canary, and a rollback is all it does");
    }

    private Optional<String> promotedAlready() {
        return covering().filter(stamp -> stamp.action() == Action.PROMOTE_NOW)
                .map(stamp -> "it is being promoted already: decision " + stamp.id() + " stands");
    }

    /** Until the switch is taken back every release would pass unseen; only this gate keeps the next one waiting for that. */
    private Optional<String> openDoor() {
        return when(!seen.canary().hooks().contains(HookType.CONFIRM_ROLLOUT),
                () -> "without a confirm-rollout hook the next release could be promoted unseen, too: promote instead");
    }

    private Optional<String> nobodyInCharge() {
        return when(seen.charge().isEmpty() && promotedAlready().isEmpty(),
                () -> "nobody is in charge: the policy decides already");
    }

    private Optional<String> over() {
        return when(!order.until().isAfter(seen.time()), () -> "until " + order.until() + " is not in the future");
    }

    private Optional<String> badPath() {
        return PathRepair.of(seen, clearance.settings()).map(repair -> "the path comes first: " + repair.reason());
    }

    private Optional<String> guardrails(Proposal step) {
        Review review = clearance.review(step);
        Proposal passed = review.outcome();
        return when(passed.action() != step.action() || !passed.to().equals(step.to()),
                () -> Reason.rules(review) + (passed.action() == Action.ADVANCE ? "; at most " + passed.to() + " now" : ""));
    }

    /** The list only ever grows within a release. */
    private Optional<String> besideThePath() {
        return path()
                .filter(path -> order.to().filter(to -> to.compareTo(path.ceiling()) < 0 && !path.contains(to)).isPresent())
                .map(path -> "the path " + path + " approves more already: advance to one of its weights, or beyond");
    }

    private Optional<String> stepsLeft() {
        return path().filter(path -> !path.ceiling().equals(seen.weight()))
                .map(path -> "the path " + path + " is not at its end yet: the canary is at " + seen.weight());
    }

    private Optional<StepWeights> path() {
        return seen.approval() instanceof Approval.Known known ? Optional.of(known.path()) : Optional.empty();
    }

    private static Optional<String> when(boolean objects, Supplier<String> reason) {
        return objects ? Optional.of(reason.get()) : Optional.empty();
    }
}
