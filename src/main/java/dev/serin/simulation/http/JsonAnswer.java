package dev.serin.simulation.http;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/** An HTTP answer with a JSON body. */
public record JsonAnswer(int status, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes the answer and ends the exchange. */
    public void send(HttpExchange exchange) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
