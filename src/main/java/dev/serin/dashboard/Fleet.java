package dev.serin.dashboard;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Action;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Charge;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.canary.Phase;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.observation.Canaries;

/** Joins what the cluster shows with what the journal has recorded. */
@ApplicationScoped
class Fleet {

    private static final int LOOK_BACK = 30;

    private final Canaries canaries;
    private final Journal journal;
    private final Clock clock;
    private final DashboardConfig config;

    Fleet(Canaries canaries, Journal journal, Clock clock, DashboardConfig config) {
        this.canaries = canaries;
        this.journal = journal;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The canaries of the cluster; when it cannot be read, those that the journal knows.
     *
     * @throws Outage when the journal cannot be read
     */
    FleetView all() {
        Map<CanaryRef, Entry> newest = journal.newestOfEach().stream()
                .collect(Collectors.toMap(entry -> entry.ruling().canary(), Function.identity()));
        try {
            return live(canaries.all(Budget.of(config.timeout(), clock)), newest);
        } catch (Outage outage) {
            return recorded(newest.values(), outage.getMessage());
        }
    }

    /** One canary, live or as last recorded; a canary that was deleted is still in the journal. */
    Optional<CanaryView> find(CanaryRef ref) {
        return all().find(ref).or(() -> journal.newest(ref, 1).stream().findFirst()
                .map(entry -> CanaryView.recorded(entry, telling(entry), "The cluster has no such Canary any more")));
    }

    /** The newest entries of a canary, newest first. */
    List<Entry> entries(CanaryRef ref, int limit) {
        return journal.newest(ref, limit);
    }

    /** What the person in charge ordered, as far as the journal reaches back. */
    Optional<Order> order(Charge charge) {
        return journal.find(charge.decisionId()).flatMap(entry -> entry.ruling().order());
    }

    /** What people wanted of a canary and did not get, newest first. */
    List<Refusal> refusals(CanaryRef ref, int limit) {
        return journal.refusals(ref, limit);
    }

    private FleetView live(List<CanaryState> states, Map<CanaryRef, Entry> newest) {
        return new FleetView(states.stream()
                .sorted(Comparator.comparing(CanaryState::ref))
                .map(state -> live(state, Optional.ofNullable(newest.get(state.ref()))))
                .toList(), Optional.empty());
    }

    private CanaryView live(CanaryState state, Optional<Entry> newest) {
        return CanaryView.live(state, newest.map(this::telling));
    }

    private FleetView recorded(Collection<Entry> newest, String because) {
        return new FleetView(newest.stream()
                .map(entry -> CanaryView.recorded(entry, telling(entry), because))
                .sorted(Comparator.comparing(CanaryView::ref))
                .toList(), Optional.of(because));
    }

    /** The entry that says why a canary is where it is; after the end of a release that is none of the tidying up. */
    private Entry telling(Entry newest) {
        List<Entry> candidates = journal.newest(newest.ruling().canary(), LOOK_BACK).stream()
                .dropWhile(entry -> hasEnded(newest) && isTidying(entry)).toList();
        return candidates.isEmpty() ? newest : firstOfItsKind(candidates);
    }

    private static boolean hasEnded(Entry newest) {
        Phase phase = newest.observation().canary().phase();
        return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    }

    private static boolean isTidying(Entry entry) {
        return !entry.observation().canary().phase().isAnalysis() || entry.ruling().decision().action() == Action.RESET;
    }

    /** A step that stands is decided again at each tick; the first time it had its full reason and its commit. */
    private static Entry firstOfItsKind(List<Entry> newestFirst) {
        Entry telling = newestFirst.get(0);
        for (Entry earlier : newestFirst) {
            if (!isSameStep(earlier, telling)) {
                break;
            }
            telling = earlier;
        }
        return telling;
    }

    private static boolean isSameStep(Entry one, Entry other) {
        return one.ruling().decision().action() == other.ruling().decision().action()
                && one.ruling().decision().action() != Action.HOLD
                && one.ruling().decision().to().equals(other.ruling().decision().to())
                && one.ruling().release().equals(other.ruling().release());
    }
}
