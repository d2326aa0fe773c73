package dev.serin.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Somebody who poses as the OpenID Connect provider, with a certificate from another authority. */
@QuarkusTest
@TestProfile(StrangeProviderTest.Profile.class)
class StrangeProviderTest {

    public static class Profile extends OwnProviderTest.Profile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FakeProvider.class, Map.of(FakeProvider.STRANGE, "true")));
        }
    }

    @Test
    void isNotTalkedTo() {
        given().redirects().follow(false).get("/").then().statusCode(503).body(containsString("does not answer"));
    }
}
