package dev.serin.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.serin.canary.DecisionStamp;

/** Whether Flux has applied a decision that stands in Git. */
public enum Applied {
    LIVE("live", "✓", "Flagger is executing it"),
    WAITING("in Git, not live yet", "…", "Flux has not applied the commit yet: look at the Kustomization if this stays"),
    SUPERSEDED("superseded", "↷", "A newer commit has replaced it");

    private final String label;
    private final String mark;
    private final String meaning;

    Applied(String label, String mark, String meaning) {
        this.label = label;
        this.mark = mark;
        this.meaning = meaning;
    }

    /**
     * By the stamp in the live Canary; empty for a decision that is not in Git, and while nobody knows what is live.
     *
     * @param committed the ids of all decisions that are in Git, newest first
     */
    static Optional<Applied> of(String id, List<String> committed, CanaryView canary) {
        if (!committed.contains(id) || canary.staleBecause().isPresent()) {
            return Optional.empty();
        }
        String live = canary.stamp().map(DecisionStamp::id).orElse("");
        if (live.equals(id)) {
            return Optional.of(LIVE);
        }
        return Optional.of(committed.indexOf(id) == 0 ? WAITING : SUPERSEDED);
    }

    public String label() {
        return label;
    }

    public String mark() {
        return mark;
    }

    public String meaning() {
        return meaning;
    }

    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
