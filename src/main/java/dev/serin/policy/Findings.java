package dev.serin.policy;

import java.util.Locale;

import dev.serin.observation.Evidence;
import dev.serin.observation.Histogram;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.Totals;

/** The numbers of a reason, as an SRE reads them: plain shares and percentiles, canary against primary. */
final class Findings {

    private Findings() {
    }

    /** {@code errors 0.21 % of 1,840 against 0.19 % of 16,402, p99 212 ms against 205 ms}. */
    static String of(Observation seen) {
        Evidence evidence = seen.evidence();
        Totals totals = evidence.totals();
        return "errors " + share(totals.canaryErrors(), totals.canaryRequests()) + " against "
                + share(totals.primaryErrors(), totals.primaryRequests()) + evidence.latency().profile()
                        .map(usual -> ", p99 " + p99(usual.canary()) + " against " + p99(usual.primary())).orElse("");
    }

    private static String share(double errors, double requests) {
        return requests > 0 ? percent(errors / requests) + " of " + count(requests) : "of no request";
    }

    private static String p99(Histogram latency) {
        return latency.quantileMillis(0.99) instanceof Reading.Value p99 ? count(p99.number()) + " ms" : "unknown";
    }

    /** Two digits that matter, however small the share. */
    static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, percent >= 10 ? "%.0f %%" : percent >= 0.1 || percent == 0 ? "%.2f %%" : "%.3f %%",
                percent);
    }

    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** An e-value, cut where more no longer matters. */
    static String evidence(double value) {
        return value >= 1000 ? "over 1,000" : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
