package dev.serin.observation;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many requests of one interval fell into each latency bucket. Counts are per bucket, not cumulative as in Prometheus.
 * Immutable; a plain array inside, because the simulator makes millions.
 */
public final class Histogram {

    private final double[] upperBoundsMillis;
    private final double[] counts;
    private final double total;

    /**
     * @param upperBoundsMillis rising, the last one usually infinite
     * @param counts as many, none negative
     * @throws IllegalArgumentException when lengths differ or a count is negative or not finite
     */
    @JsonCreator
    public Histogram(@JsonProperty("upperBoundsMillis") double[] upperBoundsMillis, @JsonProperty("counts") double[] counts) {
        if (upperBoundsMillis.length != counts.length || !Arrays.stream(counts).allMatch(c -> c >= 0 && Double.isFinite(c))) {
            throw new IllegalArgumentException("A histogram needs one count, not negative, for each bound");
        }
        this.upperBoundsMillis = upperBoundsMillis.clone();
        this.counts = counts.clone();
        this.total = sum(counts);
    }

    /** Trusted: the simulator adds millions of histograms that were checked when they were made. */
    private Histogram(double[] counts, Histogram sameBounds) {
        this.upperBoundsMillis = sameBounds.upperBoundsMillis;
        this.counts = counts;
        this.total = sum(counts);
    }

    private static double sum(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    /**
     * A running profile: this histogram, of which a share is kept, plus a newer one with the same bounds.
     *
     * @param kept 0..1
     */
    Histogram fadedPlus(double kept, Histogram newer) {
        double[] sum = new double[counts.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = kept * counts[i] + newer.counts[i];
        }
        return new Histogram(sum, this);
    }

    /**
     * A histogram with the same bounds: cheap, for those who make millions.
     *
     * @param newCounts one for each bound, none negative; not to be changed afterwards
     */
    public Histogram withCounts(double[] newCounts) {
        if (newCounts.length != counts.length) {
            throw new IllegalArgumentException("A histogram needs one count for each bound");
        }
        return new Histogram(newCounts, this);
    }

    /** How many requests took longer than the bucket's upper bound. */
    double countAbove(int bucket) {
        double above = 0;
        for (int i = bucket + 1; i < counts.length; i++) {
            above += counts[i];
        }
        return above;
    }

    public int size() {
        return counts.length;
    }

    public double upperBoundMillis(int bucket) {
        return upperBoundsMillis[bucket];
    }

    public double count(int bucket) {
        return counts[bucket];
    }

    public double total() {
        return total;
    }

    /** Whether both histograms count into the same buckets, so that they can be compared. */
    public boolean sameBounds(Histogram other) {
        return Arrays.equals(upperBoundsMillis, other.upperBoundsMillis);
    }

    /**
     * The latency below which the given share of requests lies, by linear interpolation inside the bucket as Prometheus's
     * {@code histogram_quantile} does; the last finite bound when it falls into the infinite bucket.
     *
     * @param share 0..1
     * @return missing when nothing was counted
     */
    public Reading quantileMillis(double share) {
        return share * total > 0 ? new Reading.Value(interpolate(share * total))
                : new Reading.NoData("no request was counted in the histogram");
    }

    /** The same as a plain number, for those who ask millions of times. @param missing when nothing was counted */
    public double quantileMillis(double share, double missing) {
        return share * total > 0 ? interpolate(share * total) : missing;
    }

    private double interpolate(double rank) {
        double below = 0;
        double lower = 0;
        for (int i = 0; i < counts.length && !Double.isInfinite(upperBoundsMillis[i]); i++) {
            if (below + counts[i] >= rank) {
                return lower + (upperBoundsMillis[i] - lower) * (rank - below) / counts[i];
            }
            below += counts[i];
            lower = upperBoundsMillis[i];
        }
        return lower;
    }

    @JsonProperty("upperBoundsMillis")
    double[] bounds() {
        return upperBoundsMillis.clone();
    }

    @JsonProperty("counts")
    double[] counts() {
        return counts.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram histogram && sameBounds(histogram) && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(upperBoundsMillis) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Histogram" + Arrays.toString(counts);
    }
}
