package dev.serin.training.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.environment.Fault;
import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.SyntheticService;
import dev.serin.simulation.environment.Truth;
import dev.serin.simulation.service.Draws;

/**
 * A release of a recorded service: its requests are split between two arms by weight, and the canary's arm may get a fault.
 * <p>
 * <b>Real</b>: how many requests came in each five minutes, how slow they were and how many failed, how these vary from row to
 * row and go together, and where telemetry is missing. <b>Not real</b>: at which moment within five minutes a request came and
 * which arm it went to (drawn, so that both arms are alike but for chance); latencies between the recorded quantiles (see
 * {@link LatencyQuantiles}) and which requests failed (drawn with the recorded share); CPU time, which was not recorded and is
 * missing; and the fault.
 */
public final class TraceService implements ReleasedService {

    private static final VersionReading GAP = VersionReading.missing("the trace has a gap");
    private static final Reading NO_CPU = new Reading.NoData("the trace has no CPU time");
    private static final double MINUTE_SECONDS = 60;
    /** Severity looks this far ahead, as in synthetic services. */
    private static final double AHEAD_MINUTES = 15;

    private final ServiceFacts facts;
    private final Fault fault;
    private final Draws draws;
    private final TraceReplay replay;
    private long seconds;
    private double trafficSince = Double.NaN;

    /**
     * @param firstRow where in the trace the release begins
     * @param scale how many times more requests than recorded: 1 for what was recorded
     */
    public TraceService(ServiceTrace trace, int firstRow, double scale, Fault fault, long seed) {
        ServiceFacts recorded = trace.facts();
        this.facts = new ServiceFacts(recorded.name(), scale * recorded.requestsPerSecond(), recorded.errorShare(),
                recorded.latencyP99Millis());
        this.fault = fault;
        this.draws = new Draws(new SplittableRandom(seed));
        this.replay = new TraceReplay(trace, firstRow, scale, draws);
    }

    @Override
    public Served serve(Weight weight, Duration length) {
        if (Double.isNaN(trafficSince) && !weight.isZero()) {
            trafficSince = minute();
        }
        double middle = minute() + length.toSeconds() / 2.0 / MINUTE_SECONDS;
        double level = weight.isZero() ? 0 : fault.levelAt(middle - trafficSince, weight);
        seconds += length.toSeconds();
        Instant end = SyntheticService.START.plusSeconds(seconds);
        Interval seen = replay.pass(length).map(requests -> split(requests, weight, length, level, end))
                .orElseGet(() -> new Interval(end, length, GAP, GAP, Map.of()));
        return new Served(seen, harm(weight, length, level));
    }

    private Interval split(long requests, Weight weight, Duration length, double level, Instant end) {
        long canary = draws.binomial(requests, weight.percent() / 100.0);
        return new Interval(end, length, reading(canary, fault.errorsAt(level), fault.latencyFactorAt(level)),
                reading(requests - canary, 0, 1), Map.of());
    }

    private VersionReading reading(long requests, double faultErrors, double latencyFactor) {
        TraceRow row = replay.latest();
        double errorShare = Math.min(1, row.errorShare() + faultErrors);
        return new VersionReading(new Reading.Value(requests), new Reading.Value(draws.binomial(requests, errorShare)),
                Optional.of(row.latency().draw(requests, latencyFactor, draws)), NO_CPU);
    }

    private Harm harm(Weight weight, Duration length, double level) {
        double exposed = length.toSeconds() * weight.percent() / 100.0;
        return level == 0 ? Harm.NONE
                : new Harm(exposed * fault.errorsAt(level),
                        exposed * replay.latest().latency().excessSlowShare(fault.latencyFactorAt(level)));
    }

    @Override
    public ServiceFacts facts() {
        return facts;
    }

    @Override
    public Truth truth() {
        double sinceTraffic = Double.isNaN(trafficSince) ? 0 : minute() - trafficSince;
        double level = fault.levelAt(sinceTraffic + AHEAD_MINUTES, Weight.FULL);
        double slow = replay.latest().latency().excessSlowShare(fault.latencyFactorAt(level));
        return new Truth(fault.isBad(), fault.effect(), fault.errorsAt(level) + Harm.SLOW_SHARE * slow);
    }

    private double minute() {
        return seconds / MINUTE_SECONDS;
    }
}
