package dev.serin.guardrail;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.serin.canary.InvalidField;

/**
 * A stretch of time without advance and promotion. Two spellings:
 * <ul>
 * <li>{@code Fri 16:00-Mon 08:00 Europe/Berlin}: every week, by the wall clock of that zone;
 * <li>{@code 2026-12-23T00:00Z/2027-01-02T00:00Z}: once.
 * </ul>
 * The beginning is inside, the end is not.
 */
public record FreezeWindow(Span span) {

    /** When the window is: every week, or once. */
    sealed interface Span {

        boolean contains(Instant instant);
    }

    /**
     * Also the converter that the configuration finds for this type.
     *
     * @throws InvalidField for any other spelling
     */
    public static FreezeWindow of(String text) {
        Matcher weekly = Weekly.SHAPE.matcher(text.strip());
        try {
            return new FreezeWindow(weekly.matches() ? Weekly.of(weekly) : Once.of(text.strip()));
        } catch (DateTimeException e) {
            throw invalid("names a time or a zone that does not exist");
        }
    }

    public boolean contains(Instant instant) {
        return span.contains(instant);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return span.toString();
    }

    private static InvalidField invalid(String problem) {
        return new InvalidField("freeze", problem,
                "write 'Fri 16:00-Mon 08:00 Europe/Berlin' or '2026-12-23T00:00Z/2027-01-02T00:00Z'");
    }

    /**
     * Every week. Where the clocks go back and a wall clock time comes twice, the window reaches from the first
     * beginning to the second end; one that falls into the hour skipped in spring is moved forward by it, as
     * java.time does.
     */
    record Weekly(DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to, ZoneId zone) implements Span {

        private static final String POINT = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\\d{2}:\\d{2})";
        private static final Pattern SHAPE = Pattern.compile(POINT + "-" + POINT + " (\\S+)");

        public Weekly {
            if (fromDay == toDay && from.equals(to)) {
                throw invalid("ends where it begins");
            }
        }

        private static Weekly of(Matcher parts) {
            return new Weekly(day(parts.group(1)), LocalTime.parse(parts.group(2)), day(parts.group(3)),
                    LocalTime.parse(parts.group(4)), ZoneId.of(parts.group(5)));
        }

        private static DayOfWeek day(String word) {
            return Arrays.stream(DayOfWeek.values()).filter(day -> word(day).equals(word)).findFirst().orElseThrow();
        }

        private static String word(DayOfWeek day) {
            return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean contains(Instant instant) {
            LocalDate latest = instant.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(fromDay));
            return List.of(latest, latest.minusWeeks(1)).stream().anyMatch(begin -> contains(begin, instant));
        }

        private boolean contains(LocalDate begin, Instant instant) {
            boolean sameDay = fromDay == toDay && from.isBefore(to);
            LocalDate end = sameDay ? begin : begin.with(TemporalAdjusters.next(toDay));
            return !instant.isBefore(begin.atTime(from).atZone(zone).withEarlierOffsetAtOverlap().toInstant())
                    && instant.isBefore(end.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant());
        }

        @Override
        public String toString() {
            return word(fromDay) + " " + from + "-" + word(toDay) + " " + to + " " + zone;
        }
    }

    /** Once. @param to after {@code from} */
    record Once(OffsetDateTime from, OffsetDateTime to) implements Span {

        public Once {
            if (!from.isBefore(to)) {
                throw invalid("ends before it begins");
            }
        }

        private static Once of(String text) {
            String[] ends = text.split("/", -1);
            if (ends.length != 2) {
                throw invalid("is neither a weekly window nor two points in time");
            }
            return new Once(OffsetDateTime.parse(ends[0]), OffsetDateTime.parse(ends[1]));
        }

        @Override
        public boolean contains(Instant instant) {
            return !instant.isBefore(from.toInstant()) && instant.isBefore(to.toInstant());
        }

        @Override
        public String toString() {
            return from + "/" + to;
        }
    }
}
