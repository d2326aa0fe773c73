package dev.serin.access;

import java.util.List;
import java.util.Set;

import dev.serin.release.Packaged;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same, of Serin as it was packaged. */
@QuarkusIntegrationTest
@TestProfile(LoginIT.Profile.class)
class LoginIT extends LoginTest {

    public static final class Profile extends AccessProfile {

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
