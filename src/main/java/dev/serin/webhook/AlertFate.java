package dev.serin.webhook;

import java.util.Locale;

import dev.serin.observation.FiringAlerts;

/** What became of an alert that Alertmanager sent. */
enum AlertFate {
    NEW("new"),
    REPEATED("repeated"),
    ENDED("ended"),
    LATE("late"),
    REFUSED("refused, too many fire"),
    UNRELATED("unrelated"),
    AMBIGUOUS("ambiguous");

    private final String words;

    AlertFate(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The word in metrics. */
    String outcome() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AlertFate of(FiringAlerts.News news) {
        return switch (news) {
            case NEW -> NEW;
            case REPEATED -> REPEATED;
            case ENDED -> ENDED;
            case LATE -> LATE;
            case REFUSED -> REFUSED;
        };
    }
}
