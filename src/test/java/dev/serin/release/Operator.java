package dev.serin.release;

import java.util.HashMap;
import java.util.Map;

import dev.serin.canary.CanaryRef;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A person who takes over through the API: looks at the canary, then gives an order on what they saw. */
final class Operator {

    /** What they saw. */
    record Look(String release, String basis) {
    }

    private final String name;
    private final CanaryRef canary;

    Operator(String name, CanaryRef canary) {
        this.name = name;
        this.canary = canary;
    }

    Look look() {
        Response seen = request().get(path());
        return new Look(seen.path("release"), seen.path("basis"));
    }

    /** @param more fields besides order, reason, release and basis: a name, its value, and so on */
    Response order(String order, Look seen, Object... more) {
        return request().body(body(order, seen, more)).post(path() + "/orders");
    }

    Response order(String order, Object... more) {
        return order(order, look(), more);
    }

    Response preview(String order, Object... more) {
        return request().body(body(order, look(), more)).post(path() + "/orders/preview");
    }

    private Map<String, Object> body(String order, Look seen, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("order", order, "reason", "because " + name + " says so", "release",
                seen.release(), "basis", seen.basis()));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private RequestSpecification request() {
        return RestAssured.given().auth().preemptive().basic(name, EmbeddedWorld.PASSWORD).contentType("application/json");
    }

    private String path() {
        return "/api/canaries/" + canary.namespace() + "/" + canary.name();
    }
}
