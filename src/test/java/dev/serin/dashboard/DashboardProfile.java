package dev.serin.dashboard;

import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application with a cluster and a clock that the test holds in its hands. */
public class DashboardProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(ShownCanaries.class, StoppedClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("serin.git.commit-link", "https://git.example.org/fleet/commit/{commit}",
                "serin.dashboard.beat", "1s", "serin.access.anonymous-read", "true");
    }
}
