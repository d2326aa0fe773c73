package dev.serin.training.benchmark;

import java.util.function.LongFunction;

import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.SyntheticService;

/**
 * One release to be played once.
 *
 * @param service fresh; used up by playing
 * @param delayIntervals how many intervals late telemetry arrives
 * @param seed for policies that draw
 */
public record Episode(WatchedService service, int delayIntervals, long seed) {

    /** @param releases the set's release for each seed */
    static Episode of(LongFunction<? extends ReleasedService> releases, long seed) {
        ReleasedService service = releases.apply(seed);
        int delay = service instanceof SyntheticService synthetic ? synthetic.scenario().delayIntervals() : 0;
        return new Episode(new WatchedService(service), delay, seed);
    }
}
