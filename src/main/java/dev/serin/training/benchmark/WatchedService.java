package dev.serin.training.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.serin.canary.Weight;
import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/** Keeps what a service was asked for. */
public final class WatchedService implements ReleasedService {

    private final ReleasedService service;
    private final List<Frame> frames = new ArrayList<>();

    /** One stretch of time. */
    public record Frame(Weight weight, Duration length, Served served) {
    }

    WatchedService(ReleasedService service) {
        this.service = service;
    }

    @Override
    public Served serve(Weight weight, Duration length) {
        Served served = service.serve(weight, length);
        frames.add(new Frame(weight, length, served));
        return served;
    }

    /** All of the release, in order. */
    public List<Frame> frames() {
        return frames;
    }

    /** How long the canary had its first traffic, before more or none. */
    double secondsAtFirstWeight() {
        Weight first = frames.stream().map(Frame::weight).filter(weight -> !weight.isZero()).findFirst().orElse(Weight.ZERO);
        return frames.stream().dropWhile(frame -> frame.weight().isZero()).takeWhile(frame -> frame.weight().equals(first))
                .mapToDouble(frame -> frame.length().toSeconds()).sum();
    }

    /** How long the canary had some but not all of the traffic. */
    double secondsWithTraffic() {
        return frames.stream().filter(frame -> !frame.weight().isZero() && !frame.weight().equals(Weight.FULL))
                .mapToDouble(frame -> frame.length().toSeconds()).sum();
    }

    @Override
    public ServiceFacts facts() {
        return service.facts();
    }

    @Override
    public Truth truth() {
        return service.truth();
    }
}
