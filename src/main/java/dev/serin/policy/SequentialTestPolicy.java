package dev.serin.policy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.serin.canary.Weight;
import dev.serin.observation.Comparison;
import dev.serin.observation.Evidence;
import dev.serin.observation.Observation;

/**
 * The explainable rule: Wald's sequential test between "worse than tolerated" and "not worse than tolerated", with
 * evidence that may be looked at after every interval ({@link Comparison}). Used where no model is configured, and as
 * the second opinion beside one.
 *
 * <ol>
 * <li>Evidence of "worse" in errors or in latency reaches {@code 2 / alphaRollback}: roll back.
 * <li>Something is missing, the primary itself is in an incident, the newest interval lies partly at another weight,
 * or there are first signs of trouble: hold.
 * <li>Evidence of "not worse" reaches {@code w / (100 alphaAdvance)}: the traffic may be put at risk up to weight w,
 * so the first steps are small and a clear case moves fast. A step at least doubles the weight, or goes as far as is
 * permitted: each one costs a new look at a new weight. Where no further step is permitted and w is 100, promote.
 * </ol>
 */
public final class SequentialTestPolicy implements Policy {

    public static final String NAME = "sequential-test";

    /** So few errors in an interval are no incident, whatever the ratio. */
    private static final double INCIDENT_ERRORS_MIN = 5;

    /** Of fewer requests in an interval nobody can say that they were slow. */
    private static final double INCIDENT_REQUESTS_MIN = 100;

    private final SequentialTestSettings settings;
    private final PolicyRef ref;

    public SequentialTestPolicy(SequentialTestSettings settings) {
        this.settings = settings;
        this.ref = PolicyRef.ofRule(NAME, settings.toString());
    }

    @Override
    public PolicyRef ref() {
        return ref;
    }

    @Override
    public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        if (seen.weight().isZero()) {
            return FirstStep.propose(seen, permitted);
        }
        return worse(seen).or(() -> unsettled(seen)).orElseGet(() -> goOn(seen, permitted));
    }

    private Optional<Proposal> worse(Observation seen) {
        Evidence evidence = seen.evidence();
        if (evidence.worse() < settings.rollbackEvidence()) {
            return Optional.empty();
        }
        String what = evidence.errors().worse() >= evidence.latency().worse() ? "errors" : "latency";
        return Optional
                .of(Proposal.rollback("roll back from %s: %s beyond what is tolerated; %s (evidence %s, %s needed)".formatted(
                        seen.weight(), what, Findings.of(seen), Findings.evidence(evidence.worse()),
                        Findings.evidence(settings.rollbackEvidence()))));
    }

    private Optional<Proposal> unsettled(Observation seen) {
        return MissingTelemetry.counts(seen.interval()).or(() -> incident(seen)).or(() -> notWhollyAtWeight(seen))
                .or(() -> doubt(seen))
                .map(why -> hold(seen, why));
    }

    private Optional<String> incident(Observation seen) {
        double shift = Math.log(settings.incidentFactor());
        boolean failing = seen.evidence().primaryErrorShift() > shift
                && seen.interval().primary().errors().orElse(0) >= INCIDENT_ERRORS_MIN;
        boolean slow = seen.evidence().latency().primaryShift() > shift
                && seen.interval().primary().requests().orElse(0) >= INCIDENT_REQUESTS_MIN;
        return failing || slow ? Optional.of("the primary itself has far more " + (failing ? "errors" : "slow requests")
                + " than usual, an incident on both versions tells nothing of the release") : Optional.empty();
    }

    private static Optional<String> notWhollyAtWeight(Observation seen) {
        boolean whole = !seen.interval().end().minus(seen.interval().length()).isBefore(seen.dwell().since());
        return whole ? Optional.empty() : Optional.of("no whole interval at this weight yet");
    }

    private Optional<String> doubt(Observation seen) {
        double worse = seen.evidence().worse();
        return worse < settings.doubt() ? Optional.empty()
                : Optional.of("first signs of trouble (evidence %s, roll back at %s)".formatted(Findings.evidence(worse),
                        Findings.evidence(settings.rollbackEvidence())));
    }

    private Proposal goOn(Observation seen, Predicate<Proposal> permitted) {
        int reach = (int) Math.min(100, 100 * settings.alphaAdvance() * seen.evidence().safe());
        OptionalInt furthest = permittedDownFrom(99, seen.weight().percent() + 1, permitted);
        if (furthest.isEmpty()) {
            return promotion(seen, reach, permitted);
        }
        int worthwhile = Math.min(2 * seen.weight().percent(), furthest.getAsInt());
        OptionalInt to = permittedDownFrom(Math.min(99, reach), worthwhile, permitted);
        return to.isPresent() ? advance(seen, new Weight(to.getAsInt()))
                : hold(seen, MissingEvidence.words(seen, settings.evidenceFor(worthwhile)));
    }

    private static OptionalInt permittedDownFrom(int most, int least, Predicate<Proposal> permitted) {
        return IntStream.iterate(most, to -> to >= least, to -> to - 1)
                .filter(to -> permitted.test(Proposal.advance(new Weight(to), "considered"))).findFirst();
    }

    private Proposal advance(Observation seen, Weight to) {
        return Proposal.advance(to, "advance %s to %s: %s".formatted(seen.weight(), to, safe(seen, to.percent())));
    }

    private Proposal promotion(Observation seen, int reach, Predicate<Proposal> permitted) {
        Proposal promote = Proposal.promote("promote from %s: %s".formatted(seen.weight(), safe(seen, 100)));
        if (!permitted.test(promote)) {
            return hold(seen, "the guardrails permit no step now");
        }
        return reach == 100 ? promote : hold(seen, MissingEvidence.words(seen, settings.evidenceFor(100)));
    }

    private String safe(Observation seen, int percent) {
        return "%s (evidence %s, %s needed)".formatted(Findings.of(seen), Findings.evidence(seen.evidence().safe()),
                Findings.evidence(settings.evidenceFor(percent)));
    }

    private static Proposal hold(Observation seen, String why) {
        return Proposal.hold(seen.weight(), "hold at %s: %s; %s".formatted(seen.weight(), Findings.of(seen), why));
    }
}
