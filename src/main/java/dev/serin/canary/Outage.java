package dev.serin.canary;

/**
 * Something outside Serin could not be reached or did not answer in time. It is wrapped once, where it happens, and
 * caught in one place, the spine, where it means hold.
 */
public final class Outage extends RuntimeException {

    /** @param what a whole sentence for the reason text, without addresses that carry credentials */
    public Outage(String what, Throwable cause) {
        super(what, cause);
    }

    public Outage(String what) {
        super(what);
    }
}
