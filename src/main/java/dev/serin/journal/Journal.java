package dev.serin.journal;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * The record of every decision, in the order they were made. Written twice for each: before the commit is pushed and
 * after, so that after a crash the commit tells what became of an open entry. All methods throw {@link Outage} when the
 * store cannot be used.
 */
public interface Journal {

    /** Opens an entry: the decision is made, its outcome not yet known. */
    Entry open(Trigger trigger, Observation observation, Ruling ruling);

    /** Closes it with its outcome. Closing twice keeps the first outcome, unless that was a failure; a commit is the truth. */
    void close(Entry entry, Change change);

    /** Entries without an outcome, and rollbacks whose commit failed: what a crash or an outage left behind. Oldest first. */
    List<Entry> unsettled();

    /** Newest first. */
    List<Entry> newest(CanaryRef canary, int limit);

    /** The entries with these sequences; those that are not there are left out. */
    List<Entry> entries(List<Long> sequences);

    /** All canaries that decisions were recorded for, by name: one query, however many they are. */
    List<Glance> glances();

    Optional<Entry> find(String decisionId);

    /** Records what a person wanted and did not get. */
    void refused(Refusal refusal);

    /** What people wanted of a canary and did not get, newest first. */
    List<Refusal> refusals(CanaryRef canary, int limit);

    /** Records calls that nobody knows who made. They never take the place of anything else. */
    void refused(RefusedCalls calls);

    /** Newest first. */
    List<RefusedCalls> refusedCalls(int limit);
}
