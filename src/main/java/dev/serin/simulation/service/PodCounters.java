package dev.serin.simulation.service;

import java.util.HashMap;
import java.util.Map;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.prometheus.Series;

/** The cumulative counters of one version's pods. Both statuses are there from the start, at 0, as a careful exporter does. */
final class PodCounters {

    private static final String[] STATUSES = { "200", "500" };

    private final String namespace;
    private final String workload;
    private final String[] pods;
    private final Map<Series, Double> samples = new HashMap<>();

    /** @param revision names the replica set in the pods' names */
    PodCounters(CanaryRef canary, String workload, String revision, int pods) {
        this.namespace = canary.namespace();
        this.workload = workload;
        this.pods = new String[pods];
        for (int i = 0; i < pods; i++) {
            this.pods[i] = workload + "-" + revision + "-" + "abcdefghij".charAt(i) + "x7k2";
            startAtZero(this.pods[i]);
        }
    }

    private void startAtZero(String pod) {
        for (String status : STATUSES) {
            samples.put(requests(pod, status), 0.0);
            LatencyBuckets.BOUNDS.forEach(le -> samples.put(bucket(pod, status, le), 0.0));
        }
        samples.put(cpu(pod), 0.0);
    }

    /** Counts requests that were answered in one way, spread evenly by chance over the pods. */
    void count(long requests, Behaviour behaviour, Draws draws) {
        long left = requests;
        for (int i = 0; i < pods.length; i++) {
            long mine = i == pods.length - 1 ? left : draws.binomial(left, 1.0 / (pods.length - i));
            left -= mine;
            countInPod(pods[i], mine, behaviour, draws);
        }
    }

    private void countInPod(String pod, long requests, Behaviour behaviour, Draws draws) {
        long errors = draws.binomial(requests, behaviour.errorRatio());
        countStatus(pod, "200", requests - errors, behaviour, draws);
        countStatus(pod, "500", errors, behaviour, draws);
        double idleSeconds = 0.001;
        double busySeconds = requests * behaviour.cpuPerRequestMillis() / 1000 * draws.noise(0.05);
        samples.merge(cpu(pod), idleSeconds + busySeconds, Double::sum);
    }

    private void countStatus(String pod, String status, long requests, Behaviour behaviour, Draws draws) {
        samples.merge(requests(pod, status), (double) requests, Double::sum);
        long[] counts = LatencyBuckets.spread(requests, behaviour.latencyMedianMillis(), behaviour.latencySigma(), draws);
        double cumulative = 0;
        for (int i = 0; i < counts.length; i++) {
            cumulative += counts[i];
            samples.merge(bucket(pod, status, LatencyBuckets.BOUNDS.get(i)), cumulative, Double::sum);
        }
    }

    /** As a scrape sees them now. */
    Map<Series, Double> samples() {
        return samples;
    }

    private Series requests(String pod, String status) {
        return new Series(Series.Metric.REQUESTS, namespace, workload, pod, status, "");
    }

    private Series bucket(String pod, String status, String le) {
        return new Series(Series.Metric.BUCKET, namespace, workload, pod, status, le);
    }

    private Series cpu(String pod) {
        return new Series(Series.Metric.CPU, namespace, workload, pod, "", "");
    }
}
