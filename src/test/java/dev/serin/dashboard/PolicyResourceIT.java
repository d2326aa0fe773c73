package dev.serin.dashboard;

import java.util.List;
import java.util.Set;

import dev.serin.release.Packaged;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same, of Serin as it was packaged. */
@QuarkusIntegrationTest
@TestProfile(PolicyResourceIT.Profile.class)
class PolicyResourceIT extends PolicyResourceTest {

    public static final class Profile extends DashboardProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Packaged.class));
        }
    }
}
