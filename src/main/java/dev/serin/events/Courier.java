package dev.serin.events;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.serin.canary.Daemons;
import io.quarkus.logging.Log;

/** One thread with a short queue, for what nobody waits for. What does not fit any more is refused at once. */
final class Courier implements AutoCloseable {

    private final ThreadPoolExecutor thread;

    /** @param waitingMax how much may wait */
    Courier(String name, int waitingMax) {
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax),
                Daemons.named(name));
    }

    /** @return whether it is going to be done */
    boolean take(Runnable work) {
        try {
            thread.execute(() -> logged(work));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            Log.error("Somebody could not be told, by a mistake in Serin", bug);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
