package dev.serin.rollout;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import io.quarkus.logging.Log;

/** Puts into the journal what a person wanted and did not get. */
@ApplicationScoped
class Refusals {

    private final Journal journal;
    private final Clock clock;

    Refusals(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** A refusal stands, recorded or not. */
    void note(Trigger.Ordered ordered, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            note(ordered, refused.reason());
        } else if (outcome instanceof Outcome.Blind blind) {
            note(ordered, blind.reason());
        }
    }

    private void note(Trigger.Ordered ordered, String reason) {
        Refusal refusal = new Refusal(clock.instant(), ordered.order().person(), ordered.canary(),
                ordered.order().kind().word(), reason);
        Log.infof("canary=%s order=%s person=%s refused=\"%s\"", refusal.canary(), refusal.order(), refusal.person(), reason);
        try {
            journal.refused(refusal);
        } catch (Outage outage) {
            Log.warnf("canary=%s a refusal could not be recorded: %s", refusal.canary(), outage.getMessage());
        }
    }
}
