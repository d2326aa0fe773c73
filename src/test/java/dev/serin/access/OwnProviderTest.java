package dev.serin.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.serin.dashboard.DashboardProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** An OpenID Connect provider of one's own: its certificate is signed by no public authority, and Serin's secret changes. */
@QuarkusTest
@TestProfile(OwnProviderTest.Profile.class)
class OwnProviderTest {

    public static class Profile extends DashboardProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.flagger.tokens", "a-token-of-the-test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FakeProvider.class, Map.of(FakeProvider.OWN, "true")));
        }
    }

    FakeProvider provider;

    /** To the provider and back. */
    private static Response logIn() {
        Response sentAway = given().redirects().follow(false).get("/");
        URI login = URI.create(sentAway.then().statusCode(302).header("Location", containsString("https://localhost:"))
                .extract().header("Location"));
        String state = login.getQuery().replaceAll(".*state=([^&]+).*", "$1");
        return given().redirects().follow(false).cookies(sentAway.cookies())
                .get("/login?code=code-of-alice-in-release-team&state=" + state);
    }

    private static void assertLoggedIn(Response back) {
        assertEquals(302, back.statusCode());
        assertTrue(back.cookies().keySet().stream().anyMatch(name -> name.startsWith("q_session")), back.cookies().toString());
        assertEquals(200, given().redirects().follow(false).cookies(back.cookies()).get("/").statusCode());
    }

    @Test
    void whoseAuthorityIsConfiguredIsTrustedAndANewSecretNeedsNoRestart() throws IOException {
        assertLoggedIn(logIn());

        provider.wants("another-secret-that-is-long-enough-too");
        assertEquals(401, logIn().statusCode(), "nobody has told Serin yet");

        provider.mount("another-secret-that-is-long-enough-too");
        assertLoggedIn(logIn());
        assertLoggedIn(logIn());
    }
}
