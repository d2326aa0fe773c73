package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Charge;
import dev.serin.canary.Order;
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
 * @param decision the one that says why the canary is where it is, {@code null} before the first
 */
record ApiCanary(String namespace, String name, String phase, int weight, boolean stale, Optional<ApiCharge> charge,
        Optional<Decision> decision) {

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
            Optional<String> release, String basis, Optional<Decision> decision, List<Decision> decisions) {
    }

    /** @param telling the entry that says why it is where it is */
    static ApiCanary of(CanaryView view, Optional<Entry> telling, Optional<ApiCharge> charge) {
        return new ApiCanary(view.ref().namespace(), view.ref().name(), view.phase().wire(), view.weight().percent(),
                view.staleBecause().isPresent(), charge, telling.map(Decision::of));
    }

    WithDecisions with(List<Entry> entries) {
        Optional<Entry> newest = entries.stream().findFirst();
        return new WithDecisions(namespace, name, phase, weight, stale, charge,
                newest.map(entry -> entry.observation().release().checksum()),
                newest.map(Entry::basis).orElse(Order.NO_BASIS), decision, entries.stream().map(Decision::of).toList());
    }

    private static Optional<String> commitOf(Entry entry) {
        return entry.change().filter(Change.Committed.class::isInstance).map(Change.Committed.class::cast)
                .map(Change.Committed::commit);
    }
}
