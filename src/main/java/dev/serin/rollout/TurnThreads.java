package dev.serin.rollout;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.serin.canary.Daemons;

/**
 * The threads that turns run on: a few, for which turns wait in a queue, because each costs memory. What hangs may hold all of
 * them, and a canary that has to brake must not wait for that. So where nothing is finished for a moment there are more of
 * them, the more the longer that lasts, and a little more where so little is finished that the last in the queue would wait
 * too long. Once nothing waits, the few are enough again. Thread-safe.
 */
final class TurnThreads implements Executor {

    /** How long nothing may be finished: all canaries of an interval wait for the same questions to Prometheus. */
    private static final int MOMENTS_STUCK_MAX = 10;

    /** How long the last in the queue may have to wait at the pace of the last moment. */
    private static final int MOMENTS_WAITING_MAX = 70;

    /** For each moment in which too little was finished: where the processor is what is short, more threads do not help. */
    private static final int MORE_WHERE_SLOW = 2;

    /** How long a thread lives on without work. */
    private static final int MOMENTS_IDLE_MAX = 100;

    private final int few;
    private final Duration moment;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;
    private boolean isWatched;
    private long finishedBefore;
    private int momentsStuck;

    /**
     * @param few how many there are at most while turns do not hang
     * @param moment after which it is looked whether what waits gets on
     */
    TurnThreads(int few, Duration moment) {
        this.few = few;
        this.moment = moment;
        this.threads = new ThreadPoolExecutor(few, few, moment.multipliedBy(MOMENTS_IDLE_MAX).toNanos(), TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(), Daemons.named("serin-turn"));
        this.threads.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, Daemons.named("serin-turn-watch"));
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
            long finished = threads.getCompletedTaskCount() - finishedBefore;
            momentsStuck = finished == 0 ? momentsStuck + 1 : 0;
            boolean isSlow = waiting > finished * MOMENTS_WAITING_MAX;
            resize(waiting, Math.max(few * (momentsStuck - MOMENTS_STUCK_MAX), isSlow ? MORE_WHERE_SLOW : 0));
        } finally {
            watch();
        }
    }

    private void resize(int waiting, int more) {
        if (waiting == 0) {
            momentsStuck = 0;
            threads.setCorePoolSize(few);
            threads.setMaximumPoolSize(few);
        } else if (more > 0) {
            int enough = Math.max(threads.getCorePoolSize(), threads.getPoolSize() + Math.min(waiting, more));
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
