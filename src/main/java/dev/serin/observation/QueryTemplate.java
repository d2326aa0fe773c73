package dev.serin.observation;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.serin.canary.CanaryState;
import dev.serin.canary.InvalidField;

/**
 * How one provider's metrics are asked for, for many canaries at once. The keys, as in {@code telemetry/<provider>.properties} and under
 * {@code serin.prometheus.templates.<provider>}:
 *
 * <ul>
 * <li>{@code requests}, {@code errors}, {@code latency}: selectors of counters; the last one of classic histogram buckets;
 * <li>{@code latency-unit}: {@code s} or {@code ms};
 * <li>{@code identify}: PromQL around {@code {series}} that sets the labels {@code serin_namespace} and {@code serin_workload};
 * <li>{@code canary}, {@code primary}: what {@code serin_workload} is for them, from {@code {target}}, {@code {service}},
 * {@code {ingress}}, {@code {namespace}}.
 * </ul>
 *
 * In selectors {@code {namespaces}}, {@code {targets}}, {@code {workloads}} (targets and their primaries), {@code {services}} and
 * {@code {ingresses}} become alternatives of a regular expression, escaped.
 *
 * <p>
 * Counts are exact differences, not {@code increase()}, which extrapolates and misses the first event of a new series: a series that is
 * new, or was reset, counts from zero.
 */
record QueryTemplate(String provider, Map<String, String> keys) {

    private static final String BY = "serin_namespace, serin_workload";
    private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    String requests(Collection<CanaryState> canaries, Duration window) {
        return summed(key("requests"), BY, canaries, window);
    }

    String errors(Collection<CanaryState> canaries, Duration window) {
        return summed(key("errors"), BY, canaries, window);
    }

    String latency(Collection<CanaryState> canaries, Duration window) {
        return summed(key("latency"), BY + ", le", canaries, window);
    }

    /** When each workload was last counted, in seconds since the epoch. */
    String freshness(Collection<CanaryState> canaries) {
        return "max by (" + BY + ") (" + identified("timestamp(" + selector(key("requests"), canaries) + ")") + ")";
    }

    /** How many milliseconds one unit of the bucket bounds is. */
    double latencyUnitMillis() {
        return switch (key("latency-unit")) {
            case "s" -> 1000;
            case "ms" -> 1;
            default -> throw unusable("latency-unit", "use s or ms");
        };
    }

    String canaryName(CanaryState canary) {
        return named(key("canary"), canary);
    }

    String primaryName(CanaryState canary) {
        return named(key("primary"), canary);
    }

    /** Fills the placeholders of a selector, or of a whole query. */
    static String selector(String text, Collection<CanaryState> canaries) {
        return text.replace("{namespaces}", anyOf(canaries, canary -> canary.ref().namespace()))
                .replace("{workloads}", anyOf(canaries, canary -> canary.workload().target()) + "|"
                        + anyOf(canaries, canary -> canary.workload().primary()))
                .replace("{targets}", anyOf(canaries, canary -> canary.workload().target()))
                .replace("{services}", anyOf(canaries, canary -> canary.workload().service()))
                .replace("{ingresses}", anyOf(canaries, canary -> canary.workload().ingress().orElse("")));
    }

    static String window(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }

    private String summed(String selector, String labels, Collection<CanaryState> canaries, Duration length) {
        String series = selector(selector, canaries);
        String exact = "((" + series + " - " + series + " offset " + window(length) + ") >= 0 or " + series + ")";
        return "sum by (" + labels + ") (" + identified(exact) + ")";
    }

    private String identified(String series) {
        return key("identify").replace("{series}", series);
    }

    private static String anyOf(Collection<CanaryState> canaries, Function<CanaryState, String> name) {
        return canaries.stream().map(name).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(QueryTemplate::escaped).collect(Collectors.joining("|"));
    }

    /** First for the regular expression (RE2), then for the string that it stands in. */
    static String escaped(String text) {
        String regex = SPECIAL.matcher(text).replaceAll("\\\\$0");
        return regex.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String named(String pattern, CanaryState canary) {
        return pattern.replace("{target}", canary.workload().target()).replace("{service}", canary.workload().service())
                .replace("{ingress}", canary.workload().ingress().orElse("")).replace("{namespace}", canary.ref().namespace());
    }

    private String key(String name) {
        return Optional.ofNullable(keys.get(name)).orElseThrow(() -> unusable(name, "add it"));
    }

    private InvalidField unusable(String key, String remedy) {
        return new InvalidField("serin.prometheus.templates." + provider + "." + key, "is missing or unusable", remedy);
    }
}
