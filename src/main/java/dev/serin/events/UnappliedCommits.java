package dev.serin.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Outage;
import dev.serin.observation.Canaries;
import dev.serin.observation.Kustomizations;
import dev.serin.observation.Observation;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;

/**
 * The commits that are in Git and not yet live. The live Canary alone tells that one is: a revision that Flux has applied may
 * leave this canary out. What Flux reports makes Serin look at once, and says why one is not. Thread-safe.
 */
@ApplicationScoped
public class UnappliedCommits {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int REPORTS_WAITING_MAX = 16;
    private static final int LOOKED_AT_MAX = 20;
    private static final int COMMITS_MAX = 16;

    /**
     * A commit that is not live.
     *
     * @param decision the id of the decision in it
     * @param commit 40 hexadecimal digits; empty where another process has pushed it
     * @param since when it was pushed, or first seen
     * @param failure what Flux said of it; empty while it said nothing
     */
    public record Unapplied(String decision, Optional<String> commit, Instant since, Optional<String> failure) {

        private Unapplied failed(String why) {
            return new Unapplied(decision, commit, since, Optional.of(why));
        }
    }

    private final Map<CanaryRef, List<Unapplied>> waiting = new ConcurrentHashMap<>();
    private final Canaries canaries;
    private final Kustomizations kustomizations;
    private final FluxConfig config;
    private final Clock clock;
    private final Event<CommitApplied> applied;
    private final Courier courier = new Courier("serin-flux-reports", REPORTS_WAITING_MAX);

    UnappliedCommits(Canaries canaries, Kustomizations kustomizations, FluxConfig config, Clock clock,
            Event<CommitApplied> applied) {
        this.canaries = canaries;
        this.kustomizations = kustomizations;
        this.config = config;
        this.clock = clock;
        this.applied = applied;
    }

    /** How many canaries have one. */
    public int count() {
        return waiting.size();
    }

    /** How long nothing has been applied where that is longest; zero where nothing waits. */
    public Duration longestWait() {
        return waiting.values().stream().map(commits -> Duration.between(commits.get(0).since(), clock.instant()))
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The newest commit of a canary that is not live; empty when nothing waits. */
    public Optional<Unapplied> of(CanaryRef canary) {
        return Optional.ofNullable(waiting.get(canary)).map(commits -> commits.get(commits.size() - 1));
    }

    /** The canaries with a commit that should be live by now, or that Flux could not apply. */
    public Set<CanaryRef> overdue() {
        Instant pushedBy = clock.instant().minus(config.appliedWithin());
        return waiting.entrySet().stream().filter(commits -> isOverdue(commits.getValue(), pushedBy)).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOverdue(List<Unapplied> commits, Instant pushedBy) {
        return commits.get(0).since().isBefore(pushedBy) || commits.get(commits.size() - 1).failure().isPresent();
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        Observation seen = made.entry().observation();
        if (!made.belated()) {
            forgetWhatIsGone(seen);
        }
        CdEvents.commit(made.change())
                .map(commit -> new Unapplied(made.ruling().id(), Optional.of(commit), clock.instant(), Optional.empty()))
                .or(() -> pushedByOthers(seen)).ifPresent(commit -> add(seen.ref(), commit));
        settle(seen.canary());
    }

    /** By another replica, or by this one before it was started anew. */
    private static Optional<Unapplied> pushedByOthers(Observation seen) {
        return seen.approval().newestStamp().filter(stamp -> !seen.canary().stamp().equals(Optional.of(stamp)))
                .map(stamp -> new Unapplied(stamp.id(), Optional.empty(), seen.time(), Optional.empty()));
    }

    /**
     * A commit that somebody has reverted will never be live. What came after the newest stamp in Git is gone, and everything
     * where Git says what is live; a stamp that is neither was pushed by another process, on top of what waits. A path that
     * somebody has written by hand is put right by the next commit.
     */
    private void forgetWhatIsGone(Observation seen) {
        if (seen.approval() instanceof Approval.Known) {
            waiting.computeIfPresent(seen.ref(), (canary, commits) -> stillThere(commits, seen));
        }
    }

    /** Null where none is left, as a map wants it. */
    private static List<Unapplied> stillThere(List<Unapplied> commits, Observation seen) {
        Optional<DecisionStamp> newest = seen.approval().newestStamp();
        int place = commits.stream().map(Unapplied::decision).toList().indexOf(newest.map(DecisionStamp::id).orElse(""));
        if (place >= 0) {
            return List.copyOf(commits.subList(0, place + 1));
        }
        return newest.isEmpty() || newest.equals(seen.canary().stamp()) ? null : commits;
    }

    private void add(CanaryRef canary, Unapplied commit) {
        waiting.merge(canary, List.of(commit), UnappliedCommits::joined);
    }

    /** The oldest one stays: it tells since when nothing is applied. */
    private static List<Unapplied> joined(List<Unapplied> known, List<Unapplied> more) {
        if (known.stream().anyMatch(commit -> commit.decision().equals(more.get(0).decision()))) {
            return known;
        }
        List<Unapplied> all = new ArrayList<>(known);
        if (all.size() >= COMMITS_MAX) {
            all.remove(1);
        }
        all.addAll(more);
        return List.copyOf(all);
    }

    private void settle(CanaryState live) {
        live.stamp().map(DecisionStamp::id)
                .ifPresent(id -> waiting.computeIfPresent(live.ref(), (canary, commits) -> after(id, canary, commits)));
    }

    /** Null where none is left, as a map wants it. */
    private List<Unapplied> after(String live, CanaryRef canary, List<Unapplied> commits) {
        List<String> ids = commits.stream().map(Unapplied::decision).toList();
        int place = ids.indexOf(live);
        if (place < 0) {
            return commits;
        }
        Unapplied done = commits.get(place);
        done.commit().ifPresent(
                commit -> applied.fire(new CommitApplied(canary, commit, Duration.between(done.since(), clock.instant()))));
        return place == commits.size() - 1 ? null : List.copyOf(commits.subList(place + 1, commits.size()));
    }

    @Scheduled(every = "${serin.flux.look:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            List<CanaryState> all = canaries.all(Budget.of(PATIENCE, clock));
            all.forEach(this::settle);
            waiting.keySet().retainAll(all.stream().map(CanaryState::ref).collect(Collectors.toSet()));
        } catch (Outage outage) {
            Log.debugf("Nobody knows which commits are live: %s", outage.getMessage());
        }
    }

    /**
     * Returns before anything is looked at.
     *
     * @return how many canaries it may be about
     */
    public int reported(FluxReport report) {
        List<CanaryRef> concerned = waiting.keySet().stream().filter(canary -> concerns(report, canary)).sorted().toList();
        if (report.failed()) {
            concerned.forEach(canary -> waiting.computeIfPresent(canary, (ref, commits) -> failed(commits, report)));
        } else {
            courier.take(() -> concerned.stream().limit(LOOKED_AT_MAX).forEach(this::lookAt));
        }
        return concerned.size();
    }

    /**
     * A Kustomization concerns what it applies, as far as labels tell; a source may concern everything. A revision holds all
     * that was pushed before it; where Serin does not know it, somebody else has pushed later.
     */
    private boolean concerns(FluxReport report, CanaryRef canary) {
        if (kustomizations.of(canary).filter(report::isOfAnother).isPresent()) {
            return false;
        }
        Instant pushedBy = report.commit().flatMap(this::pushed).orElseGet(clock::instant);
        return Optional.ofNullable(waiting.get(canary)).filter(commits -> !commits.get(0).since().isAfter(pushedBy))
                .isPresent();
    }

    private Optional<Instant> pushed(String commit) {
        return waiting.values().stream().flatMap(List::stream).filter(one -> one.commit().equals(Optional.of(commit)))
                .map(Unapplied::since).findFirst();
    }

    private List<Unapplied> failed(List<Unapplied> commits, FluxReport report) {
        Instant pushedBy = report.commit().flatMap(this::pushed).orElseGet(clock::instant);
        String why = report.object() + ": " + report.message();
        return commits.stream().map(commit -> commit.since().isAfter(pushedBy) ? commit : commit.failed(why)).toList();
    }

    private void lookAt(CanaryRef canary) {
        try {
            canaries.find(canary, Budget.of(PATIENCE, clock)).ifPresent(this::settle);
        } catch (Outage outage) {
            Log.debugf("Nobody knows whether %s is live: %s", canary, outage.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        courier.close();
    }
}
