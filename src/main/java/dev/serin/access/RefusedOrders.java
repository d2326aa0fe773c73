package dev.serin.access;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.canary.Person;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import io.quarkus.logging.Log;

/** Keeps the orders that were refused before anything was asked of the rollout. */
@ApplicationScoped
public class RefusedOrders {

    private final Journal journal;
    private final Clock clock;

    RefusedOrders(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** A journal that fails changes no refusal: the log has it then. @param reason one line */
    public void record(CanaryRef canary, Person person, String order, String reason) {
        Log.warnf("canary=%s person=%s order=%s refused: %s", canary, person, order, reason);
        try {
            journal.refused(new Refusal(clock.instant(), person, canary, order, reason));
        } catch (Outage outage) {
            Log.errorf(outage, "canary=%s a refusal could not be recorded", canary);
        }
    }
}
