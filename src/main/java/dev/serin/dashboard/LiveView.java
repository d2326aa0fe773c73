package dev.serin.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One view that somebody looks at: rendered once for all who do. A viewer is given whole snapshots and may skip any, so that a
 * slow browser waits for nobody and nobody for it.
 */
final class LiveView {

    private final Optional<CanaryRef> canary;
    private final Supplier<Snapshot> render;
    private final Set<MultiEmitter<? super Snapshot>> joining = ConcurrentHashMap.newKeySet();
    private final Set<MultiEmitter<? super Snapshot>> viewers = ConcurrentHashMap.newKeySet();
    private volatile boolean outdated = true;
    private Snapshot shown = new Snapshot("", List.of());
    private long quietLooks;

    /** @param canary that it is of; empty for all of them */
    LiveView(Optional<CanaryRef> canary, Supplier<Snapshot> render) {
        this.canary = canary;
        this.render = render;
    }

    void decided(CanaryRef about) {
        outdated = outdated || canary.filter(own -> !own.equals(about)).isEmpty();
    }

    boolean isWatched() {
        return !viewers.isEmpty() || !joining.isEmpty();
    }

    /** Keeps the view open until the viewer is greeted, without telling it anything yet. */
    void add(MultiEmitter<? super Snapshot> viewer) {
        joining.add(viewer);
    }

    /** A new viewer is told at once what is shown, or what there is to show where nobody has looked yet. */
    synchronized void greet(MultiEmitter<? super Snapshot> viewer) {
        viewers.add(viewer);
        joining.remove(viewer);
        viewer.onTermination(() -> viewers.remove(viewer));
        if (outdated) {
            tellAll();
        } else {
            viewer.emit(shown);
        }
    }

    /** Renders anew when there was news, or when there was none for so many looks. */
    synchronized void look(long looksOfABeat) {
        quietLooks++;
        if (outdated || quietLooks >= looksOfABeat) {
            quietLooks = 0;
            tellAll();
        }
    }

    private void tellAll() {
        outdated = false;
        shown = rendered();
        viewers.forEach(viewer -> viewer.emit(shown));
    }

    private Snapshot rendered() {
        try {
            return render.get();
        } catch (Outage | UnknownCanary nothingNew) {
            return shown.with(Notice.of(nothingNew.getMessage()));
        }
    }

    void end() {
        viewers.forEach(MultiEmitter::complete);
    }
}
