package dev.serin.guardrail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.serin.observation.Alert;

/** How verdicts spell numbers. Plain concatenation: training asks the guardrails millions of times. */
final class Wording {

    private static final long SECONDS_ONLY = 120;
    private static final int ALERTS_NAMED = 3;

    private Wording() {
    }

    /** {@code 35 s}, {@code 5 min 30 s}, {@code 6 h}. */
    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < SECONDS_ONLY) {
            return seconds + " s";
        }
        String hours = part(duration.toHours(), "h");
        return (hours + part(duration.toMinutesPart(), "min") + part(duration.toSecondsPart(), "s")).strip();
    }

    /** {@code critical alert HighErrorRate on the canary for 35 s}; the first few of them. */
    static String of(List<Alert> alerts, Instant now) {
        String first = alerts.stream().limit(ALERTS_NAMED).map(alert -> of(alert, now)).collect(Collectors.joining(", "));
        return alerts.size() > ALERTS_NAMED ? first + " and " + (alerts.size() - ALERTS_NAMED) + " more" : first;
    }

    private static String of(Alert alert, Instant now) {
        Duration age = Duration.between(alert.since(), now);
        return alert.severity() + " alert " + alert.name() + where(alert.role()) + " for "
                + of(age.isNegative() ? Duration.ZERO : age);
    }

    private static String where(Alert.Role role) {
        return role == Alert.Role.UNKNOWN ? "" : " on the " + role.word();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + " ";
    }

    /** {@code 12.5 %} for 0.125. */
    static String percent(double ratio) {
        double percent = Math.round(ratio * 1000) / 10.0;
        return (percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent)) + " %";
    }
}
