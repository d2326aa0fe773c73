package dev.serin.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.serin.canary.CanaryRef;
import dev.serin.events.FluxConfig;
import dev.serin.journal.Entry;

/** What the pages show now, whether a browser asks for it or is sent it. */
@ApplicationScoped
class Screens {

    /**
     * Where people take over. What stands there depends on who looks, so a page fills it, and the stream, which all share,
     * leaves it alone.
     */
    static final String TAKEOVER = "<div id=\"takeover\" hx-morph-skip></div>";

    private final Fleet fleet;
    private final Clock clock;
    private final DashboardConfig config;
    private final Optional<String> commitLink;
    private final Duration appliedWithin;

    Screens(Fleet fleet, Clock clock, DashboardConfig config, FluxConfig flux,
            @ConfigProperty(name = "serin.git.commit-link") Optional<String> commitLink) {
        this.fleet = fleet;
        this.clock = clock;
        this.config = config;
        this.commitLink = commitLink;
        this.appliedWithin = flux.appliedWithin();
    }

    FleetPage fleetPage(FleetQuery query) {
        return FleetPage.of(fleet.all(), query, clock.instant(), config.heldAfter());
    }

    Snapshot fleet(FleetQuery query) {
        return of(fleetPage(query));
    }

    static Snapshot of(FleetPage page) {
        Fragment notice = Notice.of(page.staleBecause());
        Fragment tallies = new Fragment("tallies", Parts.tallies(page).render());
        List<Fragment> rows = page.rows().stream().map(row -> new Fragment(row.id(), Parts.row(row).render())).toList();
        List<Fragment> fragments = new ArrayList<>(List.of(notice, tallies));
        fragments.addAll(rows);
        return new Snapshot(Parts.fleet(page, notice, tallies, rows).render(), fragments);
    }

    /** @throws UnknownCanary when there is none */
    void require(CanaryRef ref) {
        view(ref);
    }

    private CanaryView view(CanaryRef ref) {
        return fleet.find(ref).orElseThrow(() -> new UnknownCanary(ref));
    }

    /** @throws UnknownCanary when there is none */
    Snapshot canary(CanaryRef ref) {
        Instant now = clock.instant();
        List<Entry> entries = fleet.entries(ref, config.entries());
        Optional<ChargeLine> charge = entries.stream().findFirst().flatMap(newest -> newest.charge(now))
                .map(taken -> ChargeLine.of(taken, fleet.order(taken), now));
        return of(CanaryPage.of(view(ref), entries, charge, now, now.minus(appliedWithin), config.heldAfter(),
                commitLink));
    }

    private static Snapshot of(CanaryPage page) {
        List<Fragment> sections = new ArrayList<>(List.of(Notice.of(page.canary().staleBecause()),
                new Fragment("heading", Parts.heading(page).render()), new Fragment("facts", Parts.facts(page).render()),
                new Fragment("why", Parts.why(page).render())));
        page.release().ifPresent(release -> {
            sections.add(new Fragment("charts", Parts.charts(release).render()));
            sections.add(new Fragment("numbers", Parts.numbers(release).render()));
        });
        List<Fragment> folds = page.folds().stream().map(fold -> new Fragment(fold.id(), Parts.fold(fold).render())).toList();
        List<Fragment> all = new ArrayList<>(sections);
        all.addAll(folds);
        return new Snapshot(Parts.canary(sections, TAKEOVER, folds).render(), all);
    }
}
