package dev.serin.rollout;

/** Between which two steps of the spine the process dies. */
enum CrashPoint {
    BEFORE_OPEN,
    AFTER_OPEN,
    BEFORE_PUSH,
    AFTER_PUSH,
    BEFORE_CLOSE,
    AFTER_CLOSE;

    boolean isAfterPush() {
        return compareTo(AFTER_PUSH) >= 0;
    }
}
