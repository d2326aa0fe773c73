package dev.serin.simulation.service;

import java.time.Duration;

/**
 * The load on a service and what its healthy version makes of it.
 *
 * @param requestsPerSecond on average, for both versions together
 * @param unit the time in which faults develop: the canary's interval
 */
public record Traffic(double requestsPerSecond, Behaviour healthy, Duration unit) {

    public static Traffic of(double requestsPerSecond, Duration unit) {
        return new Traffic(requestsPerSecond, Behaviour.HEALTHY, unit);
    }
}
