package dev.serin.observation;

/**
 * CPU time per request, canary over primary, as logarithms of the ratio: 0 is alike. Only a policy that weighs it
 * uses it.
 *
 * @param recent a running mean over about the last five intervals
 */
public record CpuEvidence(double newest, double recent, int intervals) {

    static final CpuEvidence NONE = new CpuEvidence(0, 0, 0);

    CpuEvidence plus(Interval interval, Span span) {
        double canary = interval.canary().cpuPerRequestSeconds().orElse(0);
        double primary = interval.primary().cpuPerRequestSeconds().orElse(0);
        return canary > 0 && primary > 0 ? plus(Math.log(canary / primary), span.kept())
                : new CpuEvidence(0, recent, intervals);
    }

    private CpuEvidence plus(double ratio, double kept) {
        return new CpuEvidence(ratio, intervals == 0 ? ratio : kept * recent + (1 - kept) * ratio, intervals + 1);
    }
}
