package dev.serin.canary;

import java.util.concurrent.ThreadFactory;

/** Makes threads that carry Serin's name in a dump, and that do not keep it running. */
public final class Daemons {

    private Daemons() {
    }

    /** @param name of every thread that the factory makes */
    public static ThreadFactory named(String name) {
        return work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        };
    }
}
