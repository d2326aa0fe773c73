package dev.serin.training.traces;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.Fault;
import dev.serin.simulation.environment.ScenarioSet.Effect;

/**
 * Releases of recorded services that were kept for test. A service takes part when enough of it was recorded, it has traffic,
 * and it usually answers: some names in the traces are clients or functions of which every recorded request failed.
 */
public final class TraceReleases {

    /** About 17 hours: enough for many releases at different times. */
    public static final int LEAST_ROWS = 200;

    /** Nobody releases a service that fails more often. */
    public static final double MOST_ERRORS = 0.1;

    /** Fewer requests tell nobody anything within a release; the learned policy knows no less either. */
    public static final double LEAST_REQUESTS_PER_SECOND = 0.2;

    private final List<ServiceTrace> kept;
    private final int skipped;

    TraceReleases(List<ServiceTrace> traces) {
        List<ServiceTrace> forTest = traces.stream().filter(ServiceTrace::isForTest).toList();
        this.kept = forTest.stream().filter(TraceReleases::isFit).toList();
        this.skipped = forTest.size() - kept.size();
        if (kept.isEmpty()) {
            throw new InvalidField("traces", "have no service for test with " + LEAST_ROWS + " usable rows",
                    "record more services");
        }
    }

    /** @throws InvalidField when there is no trace, or none that can be used */
    public static TraceReleases read(Path directory) {
        return new TraceReleases(PetShop.read(directory));
    }

    private static boolean isFit(ServiceTrace trace) {
        return trace.usable().size() >= LEAST_ROWS && trace.facts().errorShare() <= MOST_ERRORS
                && trace.facts().requestsPerSecond() >= LEAST_REQUESTS_PER_SECOND;
    }

    /** The names of the services played. */
    public List<String> services() {
        return kept.stream().map(ServiceTrace::name).toList();
    }

    /** How many services for test have too few rows or requests, or hardly answer. */
    public int skipped() {
        return skipped;
    }

    /**
     * The release of an episode: any service, from any of its rows on.
     *
     * @param badShare how many of the releases have one of the effects, 0..1; 0 is an A/A split
     * @param scale how many times more requests than recorded
     */
    public TraceService draw(long seed, double badShare, List<Effect> effects, double scale) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom label = root.split();
        SplittableRandom other = root.split();
        Fault fault = label.nextDouble() < badShare ? effects.get(label.nextInt(effects.size())).draw(label) : Fault.NONE;
        ServiceTrace trace = kept.get(other.nextInt(kept.size()));
        return new TraceService(trace, other.nextInt(trace.rows().size()), scale, fault, other.nextLong());
    }
}
