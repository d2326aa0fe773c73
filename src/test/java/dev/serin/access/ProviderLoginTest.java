package dev.serin.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import dev.serin.dashboard.DashboardProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;

/** Logging in at an OpenID Connect provider; a team's own names of groups become Serin's roles by configuration. */
@QuarkusTest
@TestProfile(ProviderLoginTest.Profile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProviderLoginTest {

    public static class Profile extends DashboardProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.flagger.tokens", "a-token-of-the-test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FakeProvider.class));
        }
    }

    FakeProvider provider;

    @Test
    @Order(1)
    void aProviderThatIsDownAtTheStartClosesThePageAndNothingElse() {
        given().redirects().follow(false).get("/").then().statusCode(503).contentType("text/html")
                .body(containsString("does not answer"));
        given().get("/q/health").then().statusCode(200);
        given().contentType("application/json").body("{\"name\": \"podinfo\", \"namespace\": \"prod\"}")
                .post("/flagger/event/a-token-of-the-test").then().statusCode(200);
        provider.plugIn();
        browse("/").then().statusCode(302);
    }

    @Test
    @Order(2)
    void programsComeWithAToken() {
        provider.plugIn();
        assertEquals(200, withToken(provider.token("alice", "release-team")));
        assertEquals(200, withToken(provider.token("victor", "everybody", "others")));
        assertEquals(401, withToken(FakeProvider.forged(provider, "mallory", "release-team")));
        assertEquals(401, withToken("not a token"));
        assertEquals(401, given().get("/api/canaries").statusCode());
    }

    /** The provider's own "operator" is none of ours. */
    @Test
    @Order(2)
    void whoIsInNoConfiguredGroupSeesNothing() {
        provider.plugIn();
        given().header("Authorization", "Bearer " + provider.token("nora", "operator", "viewer")).get("/api/canaries").then()
                .statusCode(403).body("error", containsString("neither the viewer nor the operator role"));
    }

    private static int withToken(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/canaries").statusCode();
    }

    @Test
    @Order(2)
    void peopleAreSentToTheProviderAndComeBackToThePageTheyWanted() {
        provider.plugIn();
        Response sentAway = browse("/canaries/prod/nobody");
        URI login = URI.create(sentAway.then().statusCode(302).header("Location", containsString("/authorize?"))
                .header("Location", containsString("client_id=" + FakeProvider.CLIENT)).extract().header("Location"));
        String state = login.getQuery().replaceAll(".*state=([^&]+).*", "$1");

        Response back = given().redirects().follow(false).cookies(sentAway.cookies())
                .get("/login?code=code-of-alice-in-release-team&state=" + state);
        back.then().statusCode(302).header("Location",
                startsWith("http://localhost:" + RestAssured.port + "/canaries/prod/nobody"));
        back.getDetailedCookies().asList().stream().filter(cookie -> cookie.getName().startsWith("q_session"))
                .forEach(cookie -> assertTrue(cookie.isHttpOnly() && "Lax".equals(cookie.getSameSite()), cookie.toString()));

        given().redirects().follow(false).cookies(back.cookies()).get("/canaries/prod/nobody").then().statusCode(404)
                .body(containsString("There is no Canary prod/nobody"));
    }

    private static Response browse(String path) {
        return given().redirects().follow(false).get(path);
    }
}
