package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.serin.canary.Charge;
import dev.serin.canary.Order;
import dev.serin.events.UnappliedCommits.Unapplied;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.observation.Alert;
import dev.serin.policy.Explanation;

/**
 * A canary in the JSON API. Every field is always there; what is absent is {@code null}.
 *
 * @param phase as Flagger spells it
 * @param weight 0..100
 * @param stale true when the cluster cannot be read: phase and weight are those of the newest decision
 * @param charge who is in charge, {@code null} while the policy decides
 * @param applied how far the newest commit has come, {@code null} while that is not known
 * @param decision the one that says why the canary is where it is, {@code null} before the first
 */
record ApiCanary(String namespace, String name, String phase, int weight, boolean stale, Optional<ApiCharge> charge,
        Optional<ApiApplied> applied, Optional<Decision> decision) {

    /**
     * Who is in charge of a release.
     *
     * @param until ISO 8601, UTC
     * @param order what they ordered; {@code null} where the journal no longer has it
     * @param reason why
     */
    record ApiCharge(String person, Instant until, String decision, Optional<String> order, Optional<String> reason) {

        static ApiCharge of(Charge charge, Optional<Order> order) {
            return new ApiCharge(charge.person().name(), charge.until(), charge.decisionId(),
                    order.map(given -> given.kind().word()), order.map(Order::reason));
        }
    }

    /**
     * Whether Flux has applied what Serin committed.
     *
     * @param standing live: Flagger is executing it; waiting: in Git, not live yet; late: it, or a commit before it, should be
     *        live by now; failed: Flux could not apply it
     * @param decision the id of the decision in the commit
     * @param commit 40 hexadecimal digits; {@code null} where this process does not know it
     * @param since when it was pushed, or first seen in Git, ISO 8601, UTC; {@code null} once it is live
     * @param failure what Flux said; {@code null} unless it failed
     */
    record ApiApplied(@Schema(enumeration = {
            "live", "waiting", "late", "failed" }) String standing, String decision,
            Optional<String> commit, Optional<Instant> since, Optional<String> failure){

        /** @param known entries that may have the commit */
        static Optional<ApiApplied> of(CanaryView canary, Stream<Entry> known) {
            return canary.unapplied().map(commit -> of(commit, canary.overdue()))
                    .or(() -> canary.stamp().map(live -> new ApiApplied(Applied.State.LIVE.word(), live.id(),
                            known.filter(entry -> entry.ruling().id().equals(live.id())).findFirst()
                                    .flatMap(ApiCanary::commitOf),
                            Optional.empty(), Optional.empty())));
        }

        private static ApiApplied of(Unapplied commit, boolean overdue) {
            Applied.State state = commit.failure().isPresent() ? Applied.State.FAILED
                    : overdue ? Applied.State.LATE : Applied.State.WAITING;
            return new ApiApplied(state.word(), commit.decision(), commit.commit(), Optional.of(commit.since()),
                    commit.failure());
        }
    }

    /**
     * @param action hold, advance, promote, rollback or reset
     * @param commit 40 hexadecimal digits; {@code null} where nothing was committed
     * @param time ISO 8601, UTC
     * @param person who ordered it, {@code null} for the policy's own
     * @param alerts those that fired for the canary or its primary
     * @param policy the name of the one that wanted it: the chosen one, or the one that stepped in for it
     * @param explanation {@code null} where no policy was asked
     */
    record Decision(String id, String action, String reason, Optional<String> commit, Instant time, Optional<String> person,
            List<Alert> alerts, String policy, Optional<Explanation> explanation) {

        static Decision of(Entry entry) {
            return new Decision(entry.ruling().id(), entry.ruling().decision().action().word(),
                    entry.ruling().decision().reason(), commitOf(entry), entry.time(),
                    entry.ruling().order().map(order -> order.person().name()), entry.observation().alerts(),
                    entry.ruling().policy().name(), entry.ruling().explanation());
        }
    }

    /**
     * The same, with the newest decisions, newest first.
     *
     * @param release what an order has to name as the release that was looked at; {@code null} before the first decision
     * @param basis what an order has to name as its basis
     */
    record WithDecisions(String namespace, String name, String phase, int weight, boolean stale, Optional<ApiCharge> charge,
            Optional<ApiApplied> applied, Optional<String> release, String basis, Optional<Decision> decision,
            List<Decision> decisions) {
    }

    /** @param telling the entry that says why it is where it is */
    static ApiCanary of(CanaryView view, Optional<Entry> telling, Optional<ApiCharge> charge) {
        return new ApiCanary(view.ref().namespace(), view.ref().name(), view.phase().wire(), view.weight().percent(),
                view.staleBecause().isPresent(), charge, ApiApplied.of(view, telling.stream()), telling.map(Decision::of));
    }

    WithDecisions with(List<Entry> entries) {
        Optional<Entry> newest = entries.stream().findFirst();
        return new WithDecisions(namespace, name, phase, weight, stale, charge, applied,
                newest.map(entry -> entry.observation().release().checksum()),
                newest.map(Entry::basis).orElse(Order.NO_BASIS), decision, entries.stream().map(Decision::of).toList());
    }

    private static Optional<String> commitOf(Entry entry) {
        return entry.change().filter(Change.Committed.class::isInstance).map(Change.Committed.class::cast)
                .map(Change.Committed::commit);
    }
}
