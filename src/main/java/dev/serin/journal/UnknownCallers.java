package dev.serin.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.Outage;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;

/**
 * Counts calls without a credential that Serin knows, and writes a line a minute for each door and source into the journal. So
 * whoever knocks a million times fills neither memory nor journal, and pushes nothing else out of it.
 */
@ApplicationScoped
public class UnknownCallers {

    /** Beyond so many in a minute the source is no longer told apart; the doors are few. */
    static final int SOURCES_MAX = 80;

    private static final String OTHERS = "others";

    private record Place(String door, String source) {
    }

    private final Journal journal;
    private final Clock clock;
    private final Map<Place, RefusedCalls> counted = new LinkedHashMap<>();

    UnknownCallers(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Counts one.
     *
     * @param door a word of Serin's, or part of the address that the caller did not choose; never a token
     * @param source the address that the connection came from
     */
    public synchronized void refused(String door, String source) {
        Place place = new Place(door, source);
        Place kept = counted.containsKey(place) || counted.size() < SOURCES_MAX ? place : new Place(door, OTHERS);
        Instant now = clock.instant();
        counted.merge(kept, new RefusedCalls(now, now, kept.door(), kept.source(), 1),
                (before, one) -> new RefusedCalls(before.first(), now, one.door(), one.source(), before.count() + 1));
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void writeEachMinute() {
        write();
    }

    void writeTheRest(@Observes ShutdownEvent stop) {
        write();
    }

    /** Writes what has been counted since the last time, as happens each minute. What cannot be written stands in the log. */
    public void write() {
        for (RefusedCalls calls : taken()) {
            Log.warnf("door=%s source=%s %d calls without a credential that is known", calls.door(), calls.source(),
                    calls.count());
            try {
                journal.refused(calls);
            } catch (Outage outage) {
                Log.warnf("Refused calls could not be recorded: %s", outage.getMessage());
            }
        }
    }

    private synchronized List<RefusedCalls> taken() {
        List<RefusedCalls> all = new ArrayList<>(counted.values());
        counted.clear();
        return all;
    }
}
