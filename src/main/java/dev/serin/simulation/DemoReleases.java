package dev.serin.simulation;

import java.time.Duration;
import java.util.List;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.service.Behaviour;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.Traffic;

/** The releases of the demo, one for each canary of its fleet. */
final class DemoReleases {

    /** Interval in the manifests: the shortest that Flagger takes, and that the trained policy knows. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /**
     * One release to come.
     *
     * @param start after Serin was ready
     */
    record Release(CanaryRef canary, Fate fate, Traffic traffic, Duration start) {
    }

    private DemoReleases() {
    }

    static List<Release> all() {
        return List.of(release("prod", "podinfo", Fate.FINE, 1000, 0), release("prod", "checkout", Fate.ERRORS, 800, 2),
                release("edge", "gateway", Fate.FINE, 900, 4), release("prod", "payments", Fate.LATENCY, 500, 7),
                release("shop", "search", Fate.WARMING_UP, 700, 10), release("edge", "recommender", Fate.ERRORS, 600, 13),
                release("batch", "mailer", Fate.HARDLY_ANY_TRAFFIC, 400, 16),
                release("prod", "ledger", Fate.SLOW_LEAK, 700, 19),
                release("shop", "cart", Fate.INCIDENT, 600, 23), release("shop", "catalog", Fate.BAD_AT_HIGH_WEIGHT, 800, 27),
                release("batch", "reports", Fate.FINE, 1200, 31));
    }

    private static Release release(String namespace, String name, Fate fate, double requestsPerSecond, int startSeconds) {
        return new Release(new CanaryRef(namespace, name), fate,
                new Traffic(requestsPerSecond, Behaviour.HEALTHY, INTERVAL), Duration.ofSeconds(startSeconds));
    }

    static Traffic trafficOf(CanaryRef canary) {
        return all().stream().filter(release -> release.canary().equals(canary)).findFirst().orElseThrow().traffic();
    }
}
