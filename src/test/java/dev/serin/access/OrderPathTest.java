package dev.serin.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.CanaryRef;

class OrderPathTest {

    @Test
    void pagesNameTheOrderAndTheApiDoesNot() {
        CanaryRef podinfo = new CanaryRef("prod", "podinfo");
        assertEquals(Optional.of(new OrderPath(podinfo, "promote-now")),
                OrderPath.of("POST", "/canaries/prod/podinfo/promote-now"));
        assertEquals(Optional.of(new OrderPath(podinfo, OrderPath.ANY)),
                OrderPath.of("POST", "/api/canaries/prod/podinfo/orders"));
    }

    @ParameterizedTest
    @CsvSource({ "GET,/canaries/prod/podinfo/pause", "POST,/canaries/prod/podinfo", "POST,/canaries/prod/podinfo/destroy",
            "POST,/canaries/prod/NOBODY/pause", "POST,/canaries/prod/podinfo/pause/more", "POST,/flagger/rollback/token",
            "POST,/api/canaries/prod/podinfo/orders/preview", "POST,/api/canaries/%3Cb%3E/podinfo/orders" })
    void everythingElseIsNoOrder(String method, String path) {
        assertEquals(Optional.empty(), OrderPath.of(method, path));
    }
}
