package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.fleet.Wiring;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** As many hooks at once as there are canaries, all of which hang, and a server with few threads. */
@QuarkusTest
@TestProfile(HungHooksTest.Profile.class)
class HungHooksTest {

    private static final int THREADS = 8;
    private static final CanaryRef CANARY = EmbeddedWorld.canary(Wiring.FULL, "idle");

    public static final class Profile implements QuarkusTestProfile {

        /** Nothing ends by itself while the test looks. */
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(new HungJournalTest.Profile().getConfigOverrides());
            overrides.put("quarkus.thread-pool.max-threads", Integer.toString(THREADS));
            overrides.put("serin.rollout.budget", "60s");
            overrides.put("quarkus.datasource.\"postgresql\".jdbc.acquisition-timeout", "60S");
            overrides.put("quarkus.datasource.\"postgresql\".jdbc.additional-jdbc-properties.socketTimeout", "60");
            return overrides;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return new HungJournalTest.Profile().testResources();
        }
    }

    @AfterEach
    void goOn() {
        HungJournalTest.goOnWithTheJournal();
    }

    private static HttpRequest call(String hook) {
        String body = "{\"name\": \"" + CANARY.name() + "\", \"namespace\": \"prod\", \"phase\": \"Initialized\"}";
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/flagger/" + hook + "/"
                + EmbeddedWorld.TOKEN)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static long turns() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("serin-turn")).count();
    }

    @Test
    void hooksThatHangLeaveTheServerItsThreads() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HungJournalTest.hangTheJournal();
        List<CompletableFuture<HttpResponse<String>>> hooks = IntStream.range(0, 2 * THREADS)
                .mapToObj(number -> http.sendAsync(call("rollback"), HttpResponse.BodyHandlers.ofString())).toList();
        Awaited.holds("all of them are under way", () -> turns() >= hooks.size());

        assertEquals(200, http.send(call("event"), HttpResponse.BodyHandlers.ofString()).statusCode());
        assertTrue(hooks.stream().noneMatch(CompletableFuture::isDone));

        goOn();
        hooks.forEach(hook -> assertEquals(403, hook.join().statusCode()));
    }
}
