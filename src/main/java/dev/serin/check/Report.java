package dev.serin.check;

import java.util.Comparator;
import java.util.List;

import dev.serin.canary.CanaryRef;

/**
 * What a check of one Canary found.
 *
 * @param findings the gravest first; none when all is well
 */
public record Report(CanaryRef canary, List<Finding> findings) {

    public Report {
        findings = findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    /** Whether nothing was found that keeps Serin from deciding, and everything could be checked. Warnings may be left. */
    public boolean passes() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.WARNING);
    }
}
