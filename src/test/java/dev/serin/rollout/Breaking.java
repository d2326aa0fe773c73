package dev.serin.rollout;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Glance;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.journal.RefusedCalls;
import dev.serin.observation.Observation;

/** A journal that cannot be used, or cannot be written, for as long as the test says. */
final class Breaking implements Journal {

    private final Journal journal;
    private boolean readable = true;
    private boolean writable = true;

    Breaking(Journal journal) {
        this.journal = journal;
    }

    Breaking unwritable() {
        writable = false;
        return this;
    }

    Breaking unusable() {
        readable = false;
        return unwritable();
    }

    private Journal written() {
        if (!writable) {
            throw new Outage("The journal cannot be written");
        }
        return journal;
    }

    private Journal read() {
        if (!readable) {
            throw new Outage("The journal cannot be read");
        }
        return journal;
    }

    @Override
    public Entry open(Trigger trigger, Observation observation, Ruling ruling) {
        return written().open(trigger, observation, ruling);
    }

    @Override
    public void close(Entry entry, Change change) {
        written().close(entry, change);
    }

    @Override
    public List<Entry> unsettled() {
        return read().unsettled();
    }

    @Override
    public List<Entry> newest(CanaryRef canary, int limit) {
        return read().newest(canary, limit);
    }

    @Override
    public List<Entry> entries(List<Long> sequences) {
        return read().entries(sequences);
    }

    @Override
    public List<Glance> glances() {
        return read().glances();
    }

    @Override
    public Optional<Entry> find(String decisionId) {
        return read().find(decisionId);
    }

    @Override
    public void refused(Refusal refusal) {
        written().refused(refusal);
    }

    @Override
    public List<Refusal> refusals(CanaryRef canary, int limit) {
        return read().refusals(canary, limit);
    }

    @Override
    public void refused(RefusedCalls calls) {
        written().refused(calls);
    }

    @Override
    public List<RefusedCalls> refusedCalls(int limit) {
        return read().refusedCalls(limit);
    }
}
