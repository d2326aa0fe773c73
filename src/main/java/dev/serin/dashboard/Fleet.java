package dev.serin.dashboard;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Charge;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.events.UnappliedCommits;
import dev.serin.journal.Entry;
import dev.serin.journal.Glance;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.observation.Canaries;

/** Joins what the cluster shows with what the journal has recorded. */
@ApplicationScoped
class Fleet {

    private final Canaries canaries;
    private final Journal journal;
    private final UnappliedCommits commits;
    private final Clock clock;
    private final DashboardConfig config;

    Fleet(Canaries canaries, Journal journal, UnappliedCommits commits, Clock clock, DashboardConfig config) {
        this.canaries = canaries;
        this.journal = journal;
        this.commits = commits;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The canaries of the cluster; when it cannot be read, those that the journal knows.
     *
     * @throws Outage when the journal cannot be read
     */
    FleetView all() {
        Map<CanaryRef, Glance> glances = journal.glances().stream()
                .collect(Collectors.toMap(Glance::canary, Function.identity()));
        try {
            return live(canaries.all(Budget.of(config.timeout(), clock)), glances);
        } catch (Outage outage) {
            return recorded(glances.values(), outage.getMessage());
        }
    }

    /** One canary, live or as last recorded; a canary that was deleted is still in the journal. */
    Optional<CanaryView> find(CanaryRef ref) {
        return all().find(ref).or(() -> journal.glances().stream().filter(glance -> glance.canary().equals(ref)).findFirst()
                .map(glance -> CanaryView.recorded(glance, "The cluster has no such Canary any more")));
    }

    /** The newest entries of a canary, newest first. */
    List<Entry> entries(CanaryRef ref, int limit) {
        return journal.newest(ref, limit);
    }

    /** The entries behind what tells of each canary. */
    Map<CanaryRef, Entry> telling(List<CanaryView> views) {
        List<Long> sequences = views.stream().flatMap(view -> view.telling().stream()).map(Glance.Telling::sequence).toList();
        return journal.entries(sequences).stream()
                .collect(Collectors.toMap(entry -> entry.ruling().canary(), Function.identity()));
    }

    /** What the person in charge ordered, as far as the journal reaches back. */
    Optional<Order> order(Charge charge) {
        return journal.find(charge.decisionId()).flatMap(entry -> entry.ruling().order());
    }

    /** What people wanted of a canary and did not get, newest first. */
    List<Refusal> refusals(CanaryRef ref, int limit) {
        return journal.refusals(ref, limit);
    }

    private FleetView live(List<CanaryState> states, Map<CanaryRef, Glance> glances) {
        Set<CanaryRef> overdue = commits.overdue();
        return new FleetView(states.stream()
                .sorted(Comparator.comparing(CanaryState::ref))
                .map(state -> CanaryView.live(state, Optional.ofNullable(glances.get(state.ref())))
                        .with(commits.of(state.ref()), overdue.contains(state.ref())))
                .toList(), Optional.empty());
    }

    private static FleetView recorded(Collection<Glance> glances, String because) {
        return new FleetView(glances.stream()
                .map(glance -> CanaryView.recorded(glance, because))
                .sorted(Comparator.comparing(CanaryView::ref))
                .toList(), Optional.of(because));
    }
}
