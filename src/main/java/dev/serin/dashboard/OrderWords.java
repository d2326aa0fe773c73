package dev.serin.dashboard;

import dev.serin.canary.Order;
import io.quarkus.qute.TemplateExtension;

/** How pages speak of orders. */
@TemplateExtension
class OrderWords {

    private OrderWords() {
    }

    /** On buttons and in headings. */
    static String title(Order.Kind kind) {
        return switch (kind) {
            case PAUSE -> "Pause";
            case RESUME -> "Resume";
            case ADVANCE -> "Advance";
            case PROMOTE -> "Promote";
            case PROMOTE_NOW -> "Promote now";
            case ROLLBACK -> "Roll back";
        };
    }

    /** So that colour is not the only difference. */
    static String mark(Order.Kind kind) {
        return switch (kind) {
            case PAUSE -> "‖";
            case RESUME -> "▶";
            case ADVANCE -> "↑";
            case PROMOTE -> "✓";
            case PROMOTE_NOW -> "⇑";
            case ROLLBACK -> "✕";
        };
    }

    /** What it means, before anybody does it. */
    static String effect(Order.Kind kind) {
        return switch (kind) {
            case PAUSE ->
                "The canary stays at its weight, whatever the policy wants, until the time is up, somebody resumes, or the"
                        + " release ends. You are in charge meanwhile; the guardrails still brake.";
            case RESUME -> "Nobody is in charge any more: the policy decides again from the next tick on.";
            case ADVANCE ->
                "One step further on the path, as far as the guardrails let it pass. You stay in charge until the time is"
                        + " up.";
            case PROMOTE ->
                "Flagger promotes from the present weight, as far as the guardrails let it pass. You stay in charge until"
                        + " the time is up.";
            case PROMOTE_NOW ->
                "Flagger skips what is left of the analysis and promotes at once. No guardrail is asked, and a bad"
                        + " release reaches everybody.";
            case ROLLBACK ->
                "All traffic goes back to the primary. Nothing keeps this back: no guardrail, no freeze, no dry run.";
        };
    }

    static boolean advance(Order.Kind kind) {
        return kind == Order.Kind.ADVANCE;
    }

    static boolean rollback(Order.Kind kind) {
        return kind == Order.Kind.ROLLBACK;
    }

    /** Words that warn, for the button that does it. */
    static boolean grave(Order.Kind kind) {
        return kind == Order.Kind.ROLLBACK || kind == Order.Kind.PROMOTE_NOW;
    }
}
