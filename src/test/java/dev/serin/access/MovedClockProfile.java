package dev.serin.access;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.serin.dashboard.StoppedClock;

/** People with passwords, and a clock that the test moves. */
public class MovedClockProfile extends AccessProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Stream.concat(super.getEnabledAlternatives().stream().filter(type -> type != StoppedClock.class),
                Stream.of(MovedClock.class)).collect(Collectors.toSet());
    }
}
