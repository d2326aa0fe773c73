package dev.serin.observation;

/**
 * What a release has shown so far; grows by one interval at a time.
 */
public record Evidence(int intervals) {

    public static Evidence none() {
        return new Evidence(0);
    }

    public Evidence plus(Interval interval) {
        return new Evidence(intervals + 1);
    }
}
