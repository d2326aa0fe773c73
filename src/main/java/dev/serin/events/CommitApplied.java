package dev.serin.events;

import java.time.Duration;

import dev.serin.canary.CanaryRef;

/**
 * A commit of this process has become live.
 *
 * @param commit 40 hexadecimal digits
 * @param delay since its push
 */
public record CommitApplied(CanaryRef canary, String commit, Duration delay) {
}
