package dev.serin.journal;

import java.time.Instant;

/**
 * Calls without a credential that Serin knows, within a minute, to one door and from one source.
 *
 * @param door where they knocked, such as {@code /flagger/rollback} or {@code /api}; never what else stood in the address
 * @param source the address that the connection came from, or a word for several
 * @param count at least one
 */
public record RefusedCalls(Instant first, Instant last, String door, String source, long count) {
}
