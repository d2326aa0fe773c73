package dev.serin.check;

import java.util.List;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Serin, as it is, in a {@link WiredWorld}. */
public class WiredProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(RunningClock.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(WiredWorld.class));
    }
}
