package dev.serin.observation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A target for Prometheus to scrape, whose metrics the test sets. */
public final class Exporter implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger scrapes = new AtomicInteger();
    private volatile String metrics = "";
    private volatile boolean failing;

    public Exporter() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = metrics.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(failing ? 500 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        scrapes.incrementAndGet();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void publish(String text) {
        metrics = text;
    }

    void fail(boolean fail) {
        failing = fail;
    }

    /** Waits until Prometheus has surely seen what is published now: the second scrape from here began after this call. */
    void awaitScrape() {
        int before = scrapes.get();
        Eventually.holds("Prometheus scrapes", () -> scrapes.get() >= before + 2);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
