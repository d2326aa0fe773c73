package dev.serin.journal;

import java.nio.file.Path;

/** A process that opens an entry, says so, and then waits to be killed. */
public final class KilledWriter {

    static final String OPENED = "opened";

    private KilledWriter() {
    }

    public static void main(String[] args) throws InterruptedException {
        Journal journal = new JournalFile(Path.of(args[0]), 100).open();
        journal.open(Samples.heartbeat(Samples.PODINFO), Samples.observation(Samples.PODINFO, Samples.NOON, 20),
                Samples.rollback(Samples.id(1), Samples.PODINFO, 20, "error ratio 8.1 % is above 5 %"));
        System.out.println(OPENED);
        Thread.currentThread().join();
    }
}
