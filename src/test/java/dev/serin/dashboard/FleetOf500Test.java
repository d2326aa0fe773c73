package dev.serin.dashboard;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.serin.journal.Journal;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Hundreds of canaries must be readable over a phone's connection, too. */
@QuarkusTest
@TestProfile(BigFleetProfile.class)
class FleetOf500Test {

    private static final int BYTES_MAX = 300_000;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    @Test
    void theListHasAllOfThemInLessThan300Kilobytes() {
        canaries.show(new BigFleet(journal).record());

        String page = given().get("/").then().statusCode(200).extract().asString();

        assertEquals(BigFleet.SIZE, page.split("<tr id=", -1).length - 1);
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < BYTES_MAX, bytes + " bytes");
    }
}
