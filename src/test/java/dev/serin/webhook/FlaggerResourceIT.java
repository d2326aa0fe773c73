package dev.serin.webhook;

import dev.serin.release.EmbeddedWorld;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same, of Serin as it was packaged. */
@QuarkusIntegrationTest
@TestProfile(EmbeddedWorld.ForPackaged.class)
class FlaggerResourceIT extends FlaggerResourceTest {
}
