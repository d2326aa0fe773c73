package dev.serin.rollout;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that turns run on: a few, for which turns wait in a queue, because each costs memory. What hangs may hold all of
 * them, and a canary that has to brake must not wait for that. So where nothing is finished for a moment, or so little that the
 * last in the queue would wait too long, there are more of them, the more the longer that lasts, until nothing waits.
 * Thread-safe.
 */
final class TurnThreads implements Executor {

    /** How long the last in the queue may have to wait at the pace of the last moment. */
    private static final int MOMENTS_WAITING_MAX = 50;

    /** How long a thread lives on without work. */
    private static final int MOMENTS_IDLE_MAX = 100;

    private final int few;
    private final Duration moment;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private boolean isWatched;
    private long finishedBefore;
    private int momentsTooSlow;

    /**
     * @param few how many there are at most while turns do not hang
     * @param moment after which it is looked whether what waits gets on
     */
    TurnThreads(int few, Duration moment) {
        this.few = few;
        this.moment = moment;
        this.threads = new ThreadPoolExecutor(few, few, moment.multipliedBy(MOMENTS_IDLE_MAX).toNanos(), TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(), daemons("serin-turn"));
        this.threads.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("serin-turn-watch"));
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        };
    }

    /** @throws java.util.concurrent.RejectedExecutionException once it has been told to finish */
    @Override
    public void execute(Runnable work) {
        threads.execute(work);
        watch();
    }

    /** Nothing has to be looked at while nothing waits. */
    private synchronized void watch() {
        if (!isWatched && !threads.getQueue().isEmpty()) {
            isWatched = true;
            finishedBefore = threads.getCompletedTaskCount();
            timer.schedule(this::look, moment.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Looks whether what waits gets on. A moment has passed since the last look, or since something began to wait. */
    synchronized void look() {
        isWatched = false;
        try {
            int waiting = threads.getQueue().size();
            boolean tooSlow = waiting > (threads.getCompletedTaskCount() - finishedBefore) * MOMENTS_WAITING_MAX;
            momentsTooSlow = tooSlow ? momentsTooSlow + 1 : 0;
            resize(waiting, Math.min(waiting, few * momentsTooSlow));
        } finally {
            watch();
        }
    }

    private void resize(int waiting, int more) {
        if (waiting == 0) {
            threads.setCorePoolSize(few);
            threads.setMaximumPoolSize(few);
        } else if (more > 0) {
            int enough = Math.max(threads.getCorePoolSize(), threads.getPoolSize() + more);
            threads.setMaximumPoolSize(enough);
            threads.setCorePoolSize(enough);
        }
    }

    /** How many there are now. */
    int count() {
        return threads.getPoolSize();
    }

    /**
     * Takes no more work, and lets what it has taken come to its end.
     *
     * @return whether that happened within the patience
     */
    boolean finish(Duration patience) throws InterruptedException {
        threads.shutdown();
        try {
            return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            timer.shutdownNow();
        }
    }
}
