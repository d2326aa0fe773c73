package dev.serin.rollout;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.decision.Decider;
import dev.serin.decision.Reply;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Draft;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.observation.Canaries;
import dev.serin.observation.Observation;
import dev.serin.observation.Observer;

/**
 * What is special about a person's orders. They act in their turn or not at all, so that nobody is surprised later; only a
 * rollback goes on without Git, the journal or time.
 */
@ApplicationScoped
class Orders {

    private final Canaries canaries;
    private final ManifestRepository manifests;
    private final Observer observer;
    private final Decider decider;
    private final Settlement settlement;

    Orders(Canaries canaries, ManifestRepository manifests, Observer observer, Decider decider, Settlement settlement) {
        this.canaries = canaries;
        this.manifests = manifests;
        this.observer = observer;
        this.decider = decider;
        this.settlement = settlement;
    }

    /** What became of this very order when it arrived before. */
    Optional<Entry> done(Trigger.Ordered ordered, Turn turn) {
        try {
            return settlement.done(ordered.canary(), ordered.order());
        } catch (Outage outage) {
            if (!isRollback(ordered.order())) {
                throw outage;
            }
            turn.onlyBrake(outage);
            return Optional.empty();
        }
    }

    /** @throws Outage when Git cannot be read and the order is not a rollback */
    Reply reply(Trigger.Ordered ordered, Observation seen) {
        if (seen.approval() instanceof Approval.Unknown unknown && !isRollback(ordered.order())) {
            throw new Outage("Git cannot be read, nothing was changed: " + unknown.reason());
        }
        return waiting(ordered, seen).<Reply> map(Reply.Refused::new)
                .orElseGet(() -> decider.decide(seen, ordered.order()));
    }

    /** A colleague's rollback that Git does not have yet; its stamp is nowhere to be seen. */
    private Optional<String> waiting(Trigger.Ordered ordered, Observation seen) {
        try {
            return settlement.orderedRollback(seen.ref())
                    .filter(order -> order.release().covers(seen.release()) && !order.key().equals(ordered.order().key()))
                    .map(order -> order.person() + " was faster: this release is being rolled back, and the commit follows");
        } catch (Outage outage) {
            return Optional.empty();
        }
    }

    /** @throws Outage when the time is up and the order is not a rollback: whoever gave it has been told so */
    void requireTime(Trigger.Ordered ordered, Turn turn) {
        if (turn.budget().isSpent() && !isRollback(ordered.order())) {
            throw new Outage("The time was up before anything was changed");
        }
    }

    /** The answer to a rollback that was ordered before and that Git does not have yet, while its release is under way. */
    Optional<Ruling> standing(Observation seen, Turn turn) {
        try {
            return settlement.orderedRollback(seen.ref()).map(order -> decider.decide(seen, order))
                    .filter(Reply.Granted.class::isInstance).map(granted -> ((Reply.Granted) granted).ruling());
        } catch (Outage outage) {
            turn.onlyBrake(outage);
            return Optional.empty();
        }
    }

    /** What an order would do now. */
    Preview foresee(Trigger.Ordered ordered, Turn turn) {
        Optional<CanaryState> canary = canaries.find(ordered.canary(), turn.budget());
        if (canary.isEmpty()) {
            return Preview.impossible("the cluster has no Canary " + ordered.canary());
        }
        Approval approval = manifests.read(ordered.canary(), turn.budget());
        Observation seen = observer.observe(ordered, canary.get(), approval, turn.budget());
        Reply reply = reply(ordered, seen);
        return reply instanceof Reply.Granted granted ? draft(granted.ruling(), approval, turn)
                : Preview.impossible(((Reply.Refused) reply).reason());
    }

    private Preview draft(Ruling ruling, Approval approval, Turn turn) {
        String reason = ruling.decision().reason();
        if (approval instanceof Approval.Unknown unknown) {
            return new Preview(true, reason + "; it brakes at once and is committed when Git is back: " + unknown.reason(), "",
                    "", "");
        }
        Draft draft = manifests.draft(ruling, approval, turn.budget());
        return draft instanceof Draft.Commit commit
                ? new Preview(true, reason, commit.subject(), commit.before(), commit.after())
                : Preview.impossible(((Draft.Nothing) draft).change().reason());
    }

    private static boolean isRollback(Order order) {
        return order.kind() == Order.Kind.ROLLBACK;
    }
}
