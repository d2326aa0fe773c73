package dev.serin.observation;

/**
 * What a release has shown so far; grows by one interval at a time. Immutable, of a size that does not depend on the
 * number of intervals. Every interval is compared within itself and the comparisons are multiplied or summed; counts
 * of different intervals are never pooled (Simpson's paradox: see {@link Surplus}). An interval that cannot be
 * compared adds nothing but to the counts of missing ones.
 *
 * @param tolerances what is regarded as harmless
 * @param intervals how many were looked at
 * @param comparable how many of them had counts of both versions
 * @param consecutiveMissing how many of the newest ones had not
 * @param secondsAtWeight the length of the intervals since the weight last changed
 * @param primaryErrorShift how much more of the primary's requests failed in the newest interval than before:
 *        logarithm of the ratio
 */
public record Evidence(Tolerances tolerances, int intervals, int comparable, int consecutiveMissing, double secondsAtWeight,
        Totals totals, Comparison errors, LatencyEvidence latency, CpuEvidence cpu, FlaggerChecks checks,
        double primaryErrorShift) {

    public static Evidence none() {
        return none(Tolerances.DEFAULT);
    }

    public static Evidence none(Tolerances tolerances) {
        return new Evidence(tolerances, 0, 0, 0, 0, Totals.NONE, Comparison.NONE, LatencyEvidence.NONE, CpuEvidence.NONE,
                FlaggerChecks.NONE, 0);
    }

    /**
     * The sums alone, without the e-processes and Flagger's checks: {@link #safe()} and {@link #worse()} stay 1, and nothing
     * depends on the tolerances but the harmless latency. For a learner, which reads the sums and looks at millions of
     * intervals: the bets are three quarters of the work.
     */
    public static Evidence withoutBets(Tolerances tolerances) {
        return new Evidence(tolerances, 0, 0, 0, 0, Totals.NONE, Comparison.WITHOUT_BETS, LatencyEvidence.WITHOUT_BETS,
                CpuEvidence.NONE, FlaggerChecks.NONE, 0);
    }

    public Evidence plus(Interval interval) {
        Span span = Span.of(interval);
        double seconds = span.seconds();
        LatencyEvidence grown = latency.plus(interval, span, tolerances, secondsAtWeight + seconds / 2);
        Evidence timed = new Evidence(tolerances, intervals + 1, comparable, consecutiveMissing, secondsAtWeight + seconds,
                totals, errors, grown, cpu.plus(interval, span),
                errors.bets() ? checks.plus(interval.canary()) : checks, primaryErrorShift);
        return interval.isComparable() ? timed.counted(errorsOf(interval), span) : timed.missing();
    }

    private static Split errorsOf(Interval interval) {
        return Split.of(interval.canary().errors().orElse(0), interval.primary().errors().orElse(0),
                interval.canary().requests().orElse(0), interval.primary().requests().orElse(0));
    }

    private Evidence counted(Split split, Span span) {
        return new Evidence(tolerances, intervals, comparable + 1, 0, secondsAtWeight, totals.plus(split),
                errors.plus(split, span, tolerances.errors().limits(), tolerances.noise()), latency, cpu, checks, shift(split));
    }

    private double shift(Split split) {
        double now = (split.primaryEvents() + 1) / (split.primaryRequests() + 1 / totals.primaryErrorShare());
        return Math.log(now / totals.primaryErrorShare());
    }

    private Evidence missing() {
        return new Evidence(tolerances, intervals, comparable, consecutiveMissing + 1, secondsAtWeight, totals,
                errors.withoutNewest(), latency, cpu, checks, 0);
    }

    /** The canary's weight has changed: a warm-up may begin anew, and so may a fault that shows only at this weight. */
    public Evidence atNewWeight() {
        return new Evidence(tolerances, intervals, comparable, consecutiveMissing, 0, totals, errors.atNewWeight(),
                latency.atNewWeight(), cpu, checks, primaryErrorShift);
    }

    /**
     * Evidence that the canary is not worse than tolerated, in errors and, where latency was ever compared, in
     * latency: 1 is none.
     */
    public double safe() {
        return latency.profile().isPresent() ? Math.min(errors.safe(), latency.safe()) : errors.safe();
    }

    /** The stronger evidence that the canary is worse than tolerated: 1 is none. Two tests: halve the level of each. */
    public double worse() {
        return Math.max(errors.worse(), latency.worse());
    }
}
