package dev.serin.rollout;

/** Where on the spine the process dies. */
enum CrashPoint {
    BEFORE_THE_ENTRY_IS_OPENED,
    BEFORE_THE_PUSH,
    AFTER_THE_PUSH,
    BEFORE_THE_ENTRY_IS_CLOSED,
    AFTER_THE_ENTRY_IS_CLOSED;

    /** Stands for the end of the process: nothing catches it on the way out. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1;

        Crash(CrashPoint point) {
            super("died " + point);
        }
    }

    void dieIf(CrashPoint here) {
        if (this == here) {
            throw new Crash(this);
        }
    }
}
