package dev.serin.observation;

/**
 * How long an interval is, and how much of what is "recent" it leaves: shorter intervals fade less, so that recent means about
 * the last five minutes however often one looks.
 *
 * @param seconds of the interval
 * @param kept share of the older sums, 0..1
 */
record Span(double seconds, double kept) {

    /** 0.8 per minute. */
    private static final double LOG_KEPT_PER_SECOND = Math.log(0.8) / 60;

    static Span of(Interval interval) {
        double seconds = interval.length().toMillis() / 1000.0;
        return new Span(seconds, Math.exp(LOG_KEPT_PER_SECOND * seconds));
    }
}
