package dev.serin.simulation.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server on the loopback interface whose plug can be pulled: unplugged it refuses connections, plugged in again
 * it answers on the same port.
 */
public final class LocalServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 4;

    private final HttpHandler handler;
    private HttpServer server;
    private ExecutorService threads;
    private final int port;
    private boolean pluggedIn;

    /** Starts on a free port. */
    public LocalServer(HttpHandler handler) {
        this.handler = handler;
        start(0);
        port = server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** Refuses connections from now on. Does nothing when already unplugged. */
    public synchronized void unplug() {
        if (pluggedIn) {
            server.stop(0);
            threads.shutdownNow();
            pluggedIn = false;
        }
    }

    /** Answers again. Does nothing when already plugged in. */
    public synchronized void plugIn() {
        if (!pluggedIn) {
            start(port);
        }
    }

    private void start(int wantedPort) {
        try {
            server = HttpServer.create(new InetSocketAddress(LOOPBACK, wantedPort), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + wantedPort, e);
        }
        threads = Executors.newFixedThreadPool(THREADS, LocalServer::daemon);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        pluggedIn = true;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "world-http");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        unplug();
    }
}
