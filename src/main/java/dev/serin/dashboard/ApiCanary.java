package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.policy.Explanation;

/**
 * A canary in the JSON API. Every field is always there; what is absent is {@code null}.
 *
 * @param phase as Flagger spells it
 * @param weight 0..100
 * @param stale true when the cluster cannot be read: phase and weight are those of the newest decision
 * @param decision the one that says why the canary is where it is, {@code null} before the first
 */
record ApiCanary(String namespace, String name, String phase, int weight, boolean stale, Optional<Decision> decision) {

    /**
     * @param action hold, advance, promote, rollback or reset
     * @param commit 40 hexadecimal digits; {@code null} where nothing was committed
     * @param time ISO 8601, UTC
     * @param policy the name of the one that wanted it: the chosen one, or the one that stepped in for it
     * @param explanation {@code null} where no policy was asked
     */
    record Decision(String id, String action, String reason, Optional<String> commit, Instant time, String policy,
            Optional<Explanation> explanation) {

        static Decision of(Entry entry) {
            return new Decision(entry.ruling().id(), entry.ruling().decision().action().word(),
                    entry.ruling().decision().reason(), commitOf(entry), entry.time(),
                    entry.ruling().policy().name(), entry.ruling().explanation());
        }
    }

    /** The same, with the newest decisions, newest first. */
    record WithDecisions(String namespace, String name, String phase, int weight, boolean stale, Optional<Decision> decision,
            List<Decision> decisions) {
    }

    /** @param telling the entry that says why it is where it is */
    static ApiCanary of(CanaryView view, Optional<Entry> telling) {
        return new ApiCanary(view.ref().namespace(), view.ref().name(), view.phase().wire(), view.weight().percent(),
                view.staleBecause().isPresent(), telling.map(Decision::of));
    }

    WithDecisions with(List<Entry> entries) {
        return new WithDecisions(namespace, name, phase, weight, stale, decision,
                entries.stream().map(Decision::of).toList());
    }

    private static Optional<String> commitOf(Entry entry) {
        return entry.change().filter(Change.Committed.class::isInstance).map(Change.Committed.class::cast)
                .map(Change.Committed::commit);
    }
}
