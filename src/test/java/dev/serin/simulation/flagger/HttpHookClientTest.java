package dev.serin.simulation.flagger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpExchange;

import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.simulation.http.LocalServer;

class HttpHookClientTest {

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final LocalServer server = new LocalServer(this::answer);
    private final HttpHookClient client = new HttpHookClient(Duration.ofMillis(1));

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = statuses.remove();
        byte[] text = "because".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : text.length);
        if (status != 204) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    private HookResponse call(int retries, Map<String, String> metadata) {
        Webhook webhook = new Webhook("serin", HookType.ROLLBACK, server.url() + "/flagger/rollback", Duration.ofSeconds(10),
                retries, metadata);
        return client.call(webhook, new HookPayload("podinfo", "prod", Phase.PROGRESSING, "bcd", metadata));
    }

    @Test
    void sendsThePayloadAsFlaggerSpellsIt() {
        statuses.add(200);
        call(0, Map.of("decision", "x"));
        assertEquals("{\"name\":\"podinfo\",\"namespace\":\"prod\",\"phase\":\"Progressing\",\"checksum\":\"bcd\","
                + "\"metadata\":{\"decision\":\"x\"}}", bodies.get(0));
    }

    @Test
    void leavesOutEmptyMetadata() {
        statuses.add(200);
        call(0, Map.of());
        assertFalse(bodies.get(0).contains("metadata"));
    }

    @Test
    void successEndsAtStatus202() {
        statuses.addAll(List.of(202, 204, 403));
        assertTrue(call(0, Map.of()).success());
        assertFalse(call(0, Map.of()).success());
        assertEquals(new HookResponse(false, "because"), call(0, Map.of()));
    }

    @Test
    void refusalsAreFinalButServerErrorsAreTriedAgainAndLoseTheirBody() {
        statuses.addAll(List.of(403, 503, 429, 200));
        assertFalse(call(3, Map.of()).success());
        assertTrue(call(3, Map.of()).success());
        statuses.addAll(List.of(500, 500));
        assertEquals("giving up after 2 attempt(s)", call(1, Map.of()).message());
        assertEquals(6, bodies.size());
    }

    @Test
    void anUnreachableServerIsAFailure() {
        server.unplug();
        assertFalse(call(0, Map.of()).success());
        server.plugIn();
        statuses.add(200);
        assertTrue(call(0, Map.of()).success());
    }

    @Test
    void anAddressInsideTheClusterCanBeReachedFromOutside() {
        statuses.add(200);
        HttpHookClient outside = new HttpHookClient(Duration.ofMillis(1),
                url -> url.replace("http://serin.serin-system", server.url().toString()));
        Webhook webhook = new Webhook("serin", HookType.EVENT, "http://serin.serin-system/flagger/event",
                Duration.ofSeconds(10), 0, Map.of());
        assertTrue(outside.call(webhook, new HookPayload("podinfo", "prod", Phase.PROGRESSING, "bcd", Map.of())).success());
    }
}
