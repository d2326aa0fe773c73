package dev.serin.rollout;

import java.util.concurrent.CountDownLatch;

/** Something that hangs until the test lets it go. */
final class Latch {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    void hang() {
        reached.countDown();
        await(released);
    }

    void awaitReached() {
        await(reached);
    }

    void release() {
        released.countDown();
    }

    boolean isReleased() {
        return released.getCount() == 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was stopped", stopped);
        }
    }
}
