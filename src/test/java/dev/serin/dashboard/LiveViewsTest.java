package dev.serin.dashboard;

import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.gitops.Change;
import dev.serin.journal.Samples;
import dev.serin.rollout.DecisionMade;
import io.smallrye.mutiny.Multi;

class LiveViewsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger rendered = new AtomicInteger();
    private final LiveViews views = new LiveViews(new Settings());

    @Test
    void aViewIsRenderedOnceForAllWhoLookAtItAndOnlyWhenThereIsNews() throws InterruptedException {
        Viewer one = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        Viewer other = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        assertEquals("1", one.next());
        assertEquals("1", other.next());

        views.look();
        views.decided(decision(PODINFO));
        views.look();

        assertEquals("2", one.next());
        assertEquals("2", other.next());
    }

    @Test
    void newsOfAnotherCanaryIsNone() throws InterruptedException {
        Viewer viewer = new Viewer(Long.MAX_VALUE, watch("podinfo", Optional.of(PODINFO)));
        viewer.next();

        views.decided(decision(new CanaryRef("prod", "other")));
        views.look();

        assertEquals(1, rendered.get());
    }

    @Test
    void aBeatComesWithoutNews() throws InterruptedException {
        Viewer viewer = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        viewer.next();

        IntStream.range(0, 3).forEach(ignored -> views.look());

        assertEquals("2", viewer.next());
    }

    @Test
    void aSlowBrowserGetsTheNewestAndHoldsUpNobody() throws InterruptedException {
        Viewer slow = new Viewer(1, watch("all", Optional.empty()));
        Viewer quick = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        assertEquals("1", slow.next());
        for (int news = 0; news < 20; news++) {
            views.decided(decision(PODINFO));
            views.look();
        }
        String last = quick.next();
        while (!last.equals("21")) {
            last = quick.next();
        }

        slow.ask(1);

        assertEquals("21", slow.next());
    }

    @Test
    void nothingIsRenderedForNobody() throws InterruptedException {
        Viewer viewer = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        viewer.next();
        viewer.leave();

        views.decided(decision(PODINFO));
        views.look();

        assertEquals(1, rendered.get());
    }

    @Test
    void streamsEndWhenSerinStops() throws InterruptedException {
        Viewer viewer = new Viewer(Long.MAX_VALUE, watch("all", Optional.empty()));
        viewer.next();

        views.end();

        assertTrue(viewer.ended.await(10, TimeUnit.SECONDS));
        assertTrue(new Viewer(Long.MAX_VALUE, watch("all", Optional.empty())).ended.await(10, TimeUnit.SECONDS));
    }

    private Multi<Snapshot> watch(String address, Optional<CanaryRef> canary) {
        return views.watch(address, canary, () -> new Snapshot(String.valueOf(rendered.incrementAndGet()), List.of()));
    }

    private static DecisionMade decision(CanaryRef canary) {
        return new DecisionMade(Samples.entry(Samples.hold(Samples.id(1), canary, 20, "waits")),
                new Change.Unchanged("a hold"), Duration.ZERO, Optional.empty(), false);
    }

    private static final class Viewer implements Flow.Subscriber<Snapshot> {

        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch subscribed = new CountDownLatch(1);
        private final long atFirst;
        private Flow.Subscription subscription;

        private Viewer(long atFirst, Multi<Snapshot> snapshots) throws InterruptedException {
            this.atFirst = atFirst;
            snapshots.subscribe().withSubscriber(this);
            subscribed.await(10, TimeUnit.SECONDS);
        }

        private String next() throws InterruptedException {
            return Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS)).orElse("nothing");
        }

        private void ask(long more) {
            subscription.request(more);
        }

        private void leave() {
            subscription.cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscribed.countDown();
            given.request(atFirst);
        }

        @Override
        public void onNext(Snapshot snapshot) {
            seen.add(snapshot.body());
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.toString());
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    private static final class Settings implements DashboardConfig {

        @Override
        public Duration timeout() {
            return HOUR;
        }

        @Override
        public int entries() {
            return 10;
        }

        @Override
        public Duration heldAfter() {
            return HOUR;
        }

        @Override
        public Duration beat() {
            return Duration.ofSeconds(3);
        }
    }
}
