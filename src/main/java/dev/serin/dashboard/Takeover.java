package dev.serin.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Release;

/**
 * The part of a canary's page where people take over.
 *
 * @param charge who is in charge; empty while the policy decides
 * @param result what became of the order that led here; empty where none did
 * @param refusals what people wanted lately and did not get, newest first
 */
public record Takeover(CanaryRef canary, Release release, Optional<ChargeLine> charge, Optional<Result> result,
        List<RefusalLine> refusals) {

    /**
     * An order that was carried out.
     *
     * @param outcome what became of it in Git
     * @param failed whether somebody should look
     */
    public record Result(String person, Order.Kind kind, Moment time, String reason, String outcome, boolean failed,
            Optional<CommitLink> commit) {
    }

    public record RefusalLine(String person, String order, Moment time, String reason) {
    }

    /** What can be ordered now: resuming means something only while somebody is in charge. */
    public List<Order.Kind> orders() {
        return Arrays.stream(Order.Kind.values()).filter(kind -> kind != Order.Kind.RESUME || charge.isPresent()).toList();
    }
}
