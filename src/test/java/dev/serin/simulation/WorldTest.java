package dev.serin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.simulation.flagger.HookClient;
import dev.serin.simulation.flagger.HttpHookClient;
import dev.serin.simulation.flagger.ScriptedHooks;
import dev.serin.simulation.fleet.FleetPush;
import dev.serin.simulation.fleet.PlainManifest;
import dev.serin.simulation.fleet.SerinAddress;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.http.LocalServer;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.Traffic;

class WorldTest {

    private static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final ScriptedHooks serin = new ScriptedHooks();
    private World world;

    @AfterEach
    void stop() {
        world.close();
    }

    private void start(Wiring wiring, String stepWeights) {
        start(wiring, stepWeights, serin, URI.create("http://localhost:1"));
    }

    private void start(Wiring wiring, String stepWeights, HookClient hooks, URI url) {
        PlainManifest manifest = new PlainManifest(PODINFO, wiring, new SerinAddress(url, "token"));
        world = new World(new World.Setup(directory.resolve("fleet.git"),
                Map.of(manifest.path(), manifest.text().replace("[5, 5]", stepWeights)), canary -> Traffic.of(500, INTERVAL),
                hooks, Runnable::run, Duration.ZERO), clock, RandomGeneratorFactory.of("L64X128MixRandom").create(3));
        step(1);
    }

    private void step(int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(INTERVAL);
            world.step();
        }
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void anApprovedPathLeadsToPromotionInEveryWiring(Wiring wiring) {
        start(wiring, "[5, 20, 45]");
        assertEquals(World.Outcome.NO_RELEASE, world.outcome(PODINFO));
        world.deploy(PODINFO, Fate.FINE);
        assertEquals(World.Outcome.UNDER_WAY, world.outcome(PODINFO));
        step(4);
        assertEquals(45, world.weight(PODINFO));
        step(3);
        assertEquals(World.Outcome.PROMOTED, world.outcome(PODINFO));
        assertEquals(0, world.weight(PODINFO));
    }

    @Test
    void theListAloneHoldsTheCanary() {
        start(Wiring.FULL, "[5, 5]");
        world.deploy(PODINFO, Fate.FINE);
        step(30);
        assertEquals(5, world.weight(PODINFO));
        assertEquals(Phase.PROGRESSING, world.status(PODINFO).phase());
    }

    @Test
    void aCommitLetsTheCanaryGoOnAtTheNextTick() throws Exception {
        start(Wiring.FULL, "[5, 5]");
        world.deploy(PODINFO, Fate.FINE);
        step(5);
        new FleetPush(world.repository(), directory).replace("apps/prod/podinfo.yaml", "[5, 5]", "[5, 20, 20]");
        step(1);
        assertEquals(20, world.weight(PODINFO));
        assertEquals("Change apps/prod/podinfo.yaml", world.repository().subjects().get(0));
    }

    @Test
    void theFullWiringRollsBackWithinOneTick() {
        start(Wiring.FULL, "[5, 5]");
        world.deploy(PODINFO, Fate.ERRORS);
        step(3);
        serin.answer(HookType.ROLLBACK, 200);
        step(1);
        assertEquals(World.Outcome.ROLLED_BACK, world.outcome(PODINFO));
        assertEquals(0, world.weight(PODINFO));
    }

    @Test
    void theSmallestWiringRollsBackOnceTheFailedChecksReachTheThreshold() {
        start(Wiring.SMALLEST, "[5, 5]");
        world.deploy(PODINFO, Fate.ERRORS);
        step(3);
        serin.answer(HookType.ROLLOUT, 403);
        step(5);
        assertEquals(World.Outcome.UNDER_WAY, world.outcome(PODINFO));
        step(1);
        assertEquals(World.Outcome.ROLLED_BACK, world.outcome(PODINFO));
    }

    @Test
    void aNewReleaseAfterARollbackStartsAfresh() {
        theFullWiringRollsBackWithinOneTick();
        serin.answer(HookType.ROLLBACK, 403);
        world.deploy(PODINFO, Fate.FINE);
        step(2);
        assertEquals(World.Outcome.UNDER_WAY, world.outcome(PODINFO));
        assertEquals(5, world.weight(PODINFO));
    }

    @Test
    void flaggerMayTickEarly() {
        start(Wiring.FULL, "[5, 20, 45]");
        world.deploy(PODINFO, Fate.FINE);
        step(2);
        assertEquals(5, world.weight(PODINFO));
        world.tickEarly(PODINFO);
        assertEquals(20, world.weight(PODINFO));
    }

    @Test
    void hooksAreCalledOverHttpToo() {
        try (LocalServer approving = new LocalServer(exchange -> {
            boolean yes = !exchange.getRequestURI().getPath().equals("/flagger/rollback/token");
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(yes ? 200 : 403, -1);
            exchange.close();
        })) {
            start(Wiring.ALL, "[5, 20]", new HttpHookClient(Duration.ofMillis(1)), approving.url());
            world.deploy(PODINFO, Fate.FINE);
            step(6);
            assertEquals(World.Outcome.PROMOTED, world.outcome(PODINFO));
        }
    }

    @Test
    void withoutSerinTheFullWiringHolds() {
        start(Wiring.FULL, "[5, 20]", new HttpHookClient(Duration.ofMillis(1)), URI.create("http://localhost:1"));
        world.deploy(PODINFO, Fate.ERRORS);
        step(20);
        assertEquals(Phase.WAITING, world.status(PODINFO).phase());
    }

    @Test
    void prometheusCountsBothVersionsOfARelease() throws Exception {
        start(Wiring.FULL, "[5, 50, 50]");
        world.deploy(PODINFO, Fate.ERRORS);
        step(5);
        JsonNode requests = query("http_request_duration_seconds_count offset 2s");
        assertEquals(2, requests.size());
        for (JsonNode version : requests) {
            assertEquals(500, Double.parseDouble(version.at("/value/1").asText()), 120, version::toString);
        }
        assertEquals(2, query("http_request_duration_seconds_count{status=~\"5..\"} offset 2s").size());
        world.service(PODINFO).setTelemetry(false);
        step(1);
        assertEquals(0, query("http_request_duration_seconds_count offset 2s").size());
    }

    private JsonNode query(String query) throws IOException, InterruptedException {
        URI uri = world.prometheus().url().resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&time=" + clock.instant());
        HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body()).at("/data/result");
    }

    @Test
    void plugsCanBePulledAndPutBackWhileTheWorldGoesOn() throws Exception {
        start(Wiring.FULL, "[5, 5]");
        world.deploy(PODINFO, Fate.FINE);
        step(3);
        new FleetPush(world.repository(), directory).replace("apps/prod/podinfo.yaml", "[5, 5]", "[5, 20, 20]");
        world.repository().unplug();
        world.prometheus().unplug();
        world.kubernetes().unplug();
        step(3);
        assertEquals(5, world.weight(PODINFO));
        assertThrows(ConnectException.class, () -> query("http_request_duration_seconds_count"));
        world.repository().plugIn();
        world.prometheus().plugIn();
        world.kubernetes().plugIn();
        step(1);
        assertEquals(20, world.weight(PODINFO));
        assertTrue(query("http_request_duration_seconds_count offset 2s").size() > 0);
    }
}
