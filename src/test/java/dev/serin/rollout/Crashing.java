package dev.serin.rollout;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.Draft;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Glance;
import dev.serin.journal.Journal;
import dev.serin.journal.Refusal;
import dev.serin.journal.RefusedCalls;
import dev.serin.observation.Observation;

/** Dies at one point: from there on neither journal nor Git is touched again. */
final class Crashing {

    static final class Crash extends Error {

        private static final long serialVersionUID = 1;

        private Crash(CrashPoint point) {
            super("the process was killed, " + point, null, false, false);
        }
    }

    private final CrashPoint point;
    private volatile boolean crashed;

    Crashing(CrashPoint point) {
        this.point = point;
    }

    boolean hasCrashed() {
        return crashed;
    }

    private void pass(CrashPoint here) {
        crashed = crashed || here == point;
        if (crashed) {
            throw new Crash(point);
        }
    }

    Journal around(Journal journal) {
        return new Journal() {
            @Override
            public Entry open(Trigger trigger, Observation observation, Ruling ruling) {
                pass(CrashPoint.BEFORE_OPEN);
                Entry entry = journal.open(trigger, observation, ruling);
                pass(CrashPoint.AFTER_OPEN);
                return entry;
            }

            @Override
            public void close(Entry entry, Change change) {
                pass(CrashPoint.BEFORE_CLOSE);
                journal.close(entry, change);
                pass(CrashPoint.AFTER_CLOSE);
            }

            @Override
            public List<Entry> unsettled() {
                return journal.unsettled();
            }

            @Override
            public List<Entry> newest(CanaryRef canary, int limit) {
                return journal.newest(canary, limit);
            }

            @Override
            public List<Entry> entries(List<Long> sequences) {
                return journal.entries(sequences);
            }

            @Override
            public List<Glance> glances() {
                return journal.glances();
            }

            @Override
            public Optional<Entry> find(String decisionId) {
                return journal.find(decisionId);
            }

            @Override
            public void refused(Refusal refusal) {
                journal.refused(refusal);
            }

            @Override
            public List<Refusal> refusals(CanaryRef canary, int limit) {
                return journal.refusals(canary, limit);
            }

            @Override
            public void refused(RefusedCalls calls) {
                journal.refused(calls);
            }

            @Override
            public List<RefusedCalls> refusedCalls(int limit) {
                return journal.refusedCalls(limit);
            }
        };
    }

    ManifestRepository around(ManifestRepository manifests) {
        return new ManifestRepository() {
            @Override
            public Approval read(CanaryRef canary, Budget budget) {
                return manifests.read(canary, budget);
            }

            @Override
            public Change apply(Ruling ruling, Approval basis, Budget budget) {
                pass(CrashPoint.BEFORE_PUSH);
                Change change = manifests.apply(ruling, basis, budget);
                pass(CrashPoint.AFTER_PUSH);
                return change;
            }

            @Override
            public Draft draft(Ruling ruling, Approval basis, Budget budget) {
                return manifests.draft(ruling, basis, budget);
            }

            @Override
            public Optional<String> commitOf(String decisionId, Budget budget) {
                return manifests.commitOf(decisionId, budget);
            }
        };
    }
}
