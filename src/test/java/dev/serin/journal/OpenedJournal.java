package dev.serin.journal;

import java.util.concurrent.Callable;

/**
 * A journal and what lies under it.
 *
 * @param cascade what a DROP needs so that what hangs on a table goes with it
 * @param stored gives all the text that the store keeps
 */
record OpenedJournal(Journal journal, SqlJournal.Store store, String cascade, Callable<String> stored) {

    String everything() throws Exception {
        return stored.call();
    }
}
