package dev.serin.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.serin.canary.CanaryRef;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;

/** The views that are open in browsers. They are rendered a second after a decision at most, and once for each beat. */
@ApplicationScoped
class LiveViews {

    private final Map<String, LiveView> views = new ConcurrentHashMap<>();
    private final long looksOfABeat;
    private volatile boolean ended;

    LiveViews(DashboardConfig config) {
        this.looksOfABeat = config.beat().toSeconds();
    }

    /**
     * Snapshots of a view until the browser leaves or Serin stops. When the browser is slow, only the newest one waits for it.
     *
     * @param address of the view: equal ones are rendered once
     * @param canary that it is of; empty for all of them
     */
    Multi<Snapshot> watch(String address, Optional<CanaryRef> canary, Supplier<Snapshot> render) {
        return Multi.createFrom().<Snapshot> emitter(viewer -> {
            views.compute(address, (ignored, open) -> {
                LiveView view = open == null ? new LiveView(canary, render) : open;
                view.add(viewer);
                return view;
            }).greet(viewer);
            if (ended) {
                viewer.complete();
            }
        }, BackPressureStrategy.LATEST).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        views.values().forEach(view -> view.decided(made.ruling().canary()));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        for (String address : views.keySet()) {
            views.computeIfPresent(address, (ignored, view) -> view.isWatched() ? view : null);
            Optional.ofNullable(views.get(address)).ifPresent(view -> view.look(looksOfABeat));
        }
    }

    /** Before the server waits for open requests: an open stream would be one until it is cut. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        end();
    }

    @PreDestroy
    void end() {
        ended = true;
        views.values().forEach(LiveView::end);
    }
}
