package dev.serin.dashboard;

import java.util.Locale;

import dev.serin.canary.Phase;

/** Flagger's phases in the five groups that a reader of the page tells apart, each with a mark besides its colour. */
public enum Standing {
    ANALYSIS("in analysis", "◐"),
    PROMOTING("promoting", "▲"),
    SUCCEEDED("succeeded", "✓"),
    FAILED("failed", "✕"),
    IDLE("idle", "○");

    private final String label;
    private final String mark;

    Standing(String label, String mark) {
        this.label = label;
        this.mark = mark;
    }

    static Standing of(Phase phase) {
        if (phase.isAnalysis()) {
            return ANALYSIS;
        }
        if (phase.isPromotion()) {
            return PROMOTING;
        }
        return phase == Phase.SUCCEEDED ? SUCCEEDED : phase == Phase.FAILED ? FAILED : IDLE;
    }

    public String label() {
        return label;
    }

    public String mark() {
        return mark;
    }

    /** The class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
