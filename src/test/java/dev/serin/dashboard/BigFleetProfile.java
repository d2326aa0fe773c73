package dev.serin.dashboard;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The dashboard's test application with a journal of its own, which need not outlast a power cut. */
public class BigFleetProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ShownCanaries.class, StoppedClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.jdbc.url", "jdbc:sqlite:${serin.journal.file}?journal_mode=WAL&synchronous=OFF",
                "serin.access.anonymous-read", "true");
    }
}
