package dev.serin.observation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's time.ParseDuration reads them, which Flagger uses: {@code 30s}, {@code 1m30s}, {@code 1.5h}. */
final class GoDuration {

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("\\+?(?:" + PART.pattern() + ")+");
    private static final Map<String, BigDecimal> NANOS = Map.of("ns", BigDecimal.ONE, "us", BigDecimal.TEN.pow(3), "µs",
            BigDecimal.TEN.pow(3), "μs", BigDecimal.TEN.pow(3), "ms", BigDecimal.TEN.pow(6), "s", BigDecimal.TEN.pow(9), "m",
            BigDecimal.TEN.pow(9).multiply(BigDecimal.valueOf(60)), "h",
            BigDecimal.TEN.pow(9).multiply(BigDecimal.valueOf(3600)));
    private static final int LENGTH_MAX = 32;

    private GoDuration() {
    }

    /** @return empty for anything else, and for a duration that is not positive */
    static Optional<Duration> parse(String text) {
        return text.length() <= LENGTH_MAX && WHOLE.matcher(text).matches() ? Optional.of(sum(PART.matcher(text)))
                .filter(duration -> !duration.isZero()) : Optional.empty();
    }

    private static Duration sum(Matcher parts) {
        BigDecimal nanos = BigDecimal.ZERO;
        while (parts.find()) {
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(NANOS.get(parts.group(2))));
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? Duration.ZERO : Duration.ofNanos(nanos.longValue());
    }
}
