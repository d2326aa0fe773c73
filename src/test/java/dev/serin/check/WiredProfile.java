package dev.serin.check;

import java.util.List;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Serin, as it is, in a {@link WiredWorld}. */
public class WiredProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(WiredWorld.class));
    }
}
