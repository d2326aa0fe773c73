package dev.serin.rollout;

import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Order;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;

/**
 * Finishes what a crash or an outage left open, before anything new is decided. The commit is the truth: an entry without an
 * outcome, or with a failure, whose decision is in Git was committed; one that is not was never done. A rollback that acted
 * through the hook while Git was away is committed now, unless its release is over. Whoever listens to decisions hears of such
 * a commit as of any other.
 */
@ApplicationScoped
class Settlement {

    private final Journal journal;
    private final ManifestRepository manifests;
    private final DecisionStream stream;

    Settlement(Journal journal, ManifestRepository manifests, DecisionStream stream) {
        this.journal = journal;
        this.manifests = manifests;
        this.stream = stream;
    }

    /** @throws dev.serin.canary.Outage when the journal or Git cannot be asked: then nobody knows what is left open */
    void settle(Trigger trigger, CanaryState canary, Budget budget) {
        Approval now = manifests.read(canary.ref(), budget);
        Stream.concat(unsettled(canary.ref()), failedButThere(now)).distinct()
                .forEach(entry -> settle(entry, now, isOver(entry, trigger, canary), budget));
    }

    /**
     * A rollback that a person ordered and that Git does not have yet: it brakes until it does.
     *
     * @throws dev.serin.canary.Outage when the journal cannot be asked
     */
    Optional<Order> orderedRollback(CanaryRef canary) {
        return unsettled(canary).flatMap(entry -> entry.ruling().order().stream())
                .filter(order -> order.kind() == Order.Kind.ROLLBACK).reduce((older, newer) -> newer);
    }

    /** The cluster no longer has the Canary: what is not in Git will never be. */
    void giveUp(CanaryRef canary, Budget budget) {
        unsettled(canary).forEach(entry -> journal.close(entry, commitOf(entry.ruling(), budget)
                .orElseGet(() -> new Change.Overtaken("the cluster no longer has this Canary"))));
    }

    private Stream<Entry> unsettled(CanaryRef canary) {
        return journal.unsettled().stream().filter(entry -> entry.ruling().canary().equals(canary));
    }

    /** A push that outlived its turn may have arrived after it was recorded as failed. */
    private Stream<Entry> failedButThere(Approval now) {
        return now.newestStamp().flatMap(stamp -> journal.find(stamp.id())).filter(Settlement::lacksOutcome).stream();
    }

    private static boolean lacksOutcome(Entry entry) {
        return entry.change().filter(change -> !(change instanceof Change.Failed)).isEmpty();
    }

    private void settle(Entry entry, Approval now, boolean isOver, Budget budget) {
        Ruling ruling = entry.ruling();
        if (ruling.changesNothing()) {
            journal.close(entry, manifests.apply(ruling, now, budget));
        } else if (!(now instanceof Approval.Unknown)) {
            close(entry, inGit(ruling, now, budget).orElseGet(() -> notInGit(entry, isOver, budget)));
        }
    }

    private void close(Entry entry, Change change) {
        journal.close(entry, change);
        if (change instanceof Change.Committed committed) {
            stream.publishBelated(entry, committed);
        }
    }

    private Change notInGit(Entry entry, boolean isOver, Budget budget) {
        if (isOver) {
            return new Change.Overtaken("another release had begun before this was committed");
        }
        return entry.ruling().decision().action() == Action.ROLLBACK
                ? manifests.apply(entry.ruling(), entry.observation().approval(), budget)
                : new Change.Overtaken("Serin stopped before this was committed; the next look decides anew");
    }

    /** The commit may lie deeper than the clone reaches; the manifest still carries its stamp. */
    private Optional<Change> inGit(Ruling ruling, Approval now, Budget budget) {
        return commitOf(ruling, budget).or(() -> headThatSays(ruling, now));
    }

    private Optional<Change> commitOf(Ruling ruling, Budget budget) {
        return manifests.commitOf(ruling.id(), budget).map(Change.Committed::new);
    }

    private static Optional<Change> headThatSays(Ruling ruling, Approval now) {
        return now instanceof Approval.Known known && carriesStampOf(ruling, known)
                ? Optional.of(new Change.Committed(known.commit()))
                : Optional.empty();
    }

    private static boolean carriesStampOf(Ruling ruling, Approval now) {
        return now.newestStamp().filter(stamp -> stamp.id().equals(ruling.id())).isPresent();
    }

    /** A rollback of an ended release must not stamp the path of the one after it. */
    private boolean isOver(Entry entry, Trigger trigger, CanaryState canary) {
        Release madeFor = entry.ruling().release();
        return Stream.concat(named(trigger, canary), recorded(canary.ref()))
                .anyMatch(release -> !release.equals(Release.ANY) && !madeFor.covers(release));
    }

    /** Flagger names the release that it analyses; at confirm-rollout, and outside the analysis, it may be another one. */
    private static Stream<Release> named(Trigger trigger, CanaryState canary) {
        return trigger instanceof Trigger.HookCall call && call.type() != HookType.CONFIRM_ROLLOUT
                && canary.phase().isAnalysis() ? Stream.of(call.release()) : Stream.empty();
    }

    private Stream<Release> recorded(CanaryRef canary) {
        return journal.newest(canary, 1).stream().filter(newest -> newest.observation().canary().phase().isAnalysis())
                .map(newest -> newest.ruling().release());
    }

    /** The entry of an attempt at the same decision that failed: trying again is no second decision. */
    Optional<Entry> failedAttempt(Ruling ruling) {
        return journal.find(ruling.id()).filter(Settlement::lacksOutcome);
    }

    /** What has already become of an order, which arrived before. One that failed may be tried again. */
    Optional<Entry> done(CanaryRef canary, Order order) {
        return journal.find(Ruling.idOf(canary, order)).filter(entry -> !lacksOutcome(entry));
    }

    /** Git has nothing to write where an earlier attempt arrived whose answer was lost: then its commit is the outcome. */
    Change completed(Ruling ruling, Change change, Budget budget) {
        if (!(change instanceof Change.Unchanged) || ruling.changesNothing()) {
            return change;
        }
        Approval now = manifests.read(ruling.canary(), budget);
        return carriesStampOf(ruling, now) ? inGit(ruling, now, budget).orElse(change) : change;
    }
}
