package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as the page writes it: all clocks are UTC.
 *
 * @param iso for programs, to the second
 * @param clock the time of day
 * @param full with the day
 * @param ago how long before the page was made, in minutes or more: a row that counted seconds would be new each second
 */
public record Moment(String iso, String clock, String full, String ago) {

    private static final DateTimeFormatter CLOCK = utc("HH:mm:ss");
    private static final DateTimeFormatter FULL = utc("d MMM uuuu HH:mm:ss 'UTC'");

    static Moment of(Instant time, Instant now) {
        return new Moment(time.truncatedTo(ChronoUnit.SECONDS).toString(), CLOCK.format(time), FULL.format(time),
                ago(Duration.between(time, now)));
    }

    static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static String ago(Duration length) {
        return length.toMinutes() < 1 ? "just now" : Figures.length(length) + " ago";
    }
}
