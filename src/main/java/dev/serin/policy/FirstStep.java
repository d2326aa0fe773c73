package dev.serin.policy;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.serin.canary.Approval;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;

/** What every policy does while the canary has no traffic: nothing is known of it, so only the primary's telemetry matters. */
final class FirstStep {

    private FirstStep() {
    }

    static Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        if (seen.interval().primary().requests() instanceof Reading.NoData missing) {
            return Proposal.hold(seen.weight(), "hold at 0 %: the primary's telemetry is missing, " + missing.reason());
        }
        return approvedFirst(seen.approval()).filter(permitted).or(() -> smallest(permitted))
                .orElseGet(() -> Proposal.hold(seen.weight(), "hold at 0 %: no first weight is permitted now"));
    }

    private static Optional<Proposal> approvedFirst(Approval approval) {
        return approval instanceof Approval.Known known
                ? Optional.of(first(known.path().entries().get(0)))
                : Optional.empty();
    }

    private static Optional<Proposal> smallest(Predicate<Proposal> permitted) {
        return IntStream.rangeClosed(1, 99).mapToObj(FirstStep::first).filter(permitted).findFirst();
    }

    private static Proposal first(int percent) {
        return Proposal.advance(new Weight(percent),
                "advance to %d %%: the primary's telemetry is there, the canary has no traffic yet".formatted(percent));
    }
}
