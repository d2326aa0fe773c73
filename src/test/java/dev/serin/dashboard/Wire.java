package dev.serin.dashboard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The network between a browser and Serin, or Serin and a database: bytes pass through it until it is cut, or hangs. */
public final class Wire implements AutoCloseable {

    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket;
    private volatile boolean cut;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile Held held = new Held("");

    /** @param server the port that it leads to, on this machine */
    public Wire(int server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** All connections end, and new ones end as soon as they are made. */
    void cut() throws IOException {
        cut = true;
        for (Socket one : open) {
            one.close();
        }
    }

    void mend() {
        cut = false;
    }

    /** Connections stay and new ones are taken, but nothing passes. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    /** What waited passes. */
    public void goOn() {
        hanging.countDown();
    }

    /** Requests that have this text wait on the way until they are released. */
    Held hold(String text) {
        held = new Held(text);
        return held;
    }

    /** What is held back. */
    static final class Held {

        private final String text;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Held(String text) {
            this.text = text;
        }

        /** Returns when the first of them is there. */
        void await() throws InterruptedException {
            assertTrue(arrived.await(60, TimeUnit.SECONDS), "nobody asked for " + text);
        }

        void release() {
            released.countDown();
        }

        private void pass(String chunk) throws InterruptedException {
            if (!text.isEmpty() && chunk.contains(text)) {
                arrived.countDown();
                released.await();
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                join(socket.accept());
            } catch (IOException ended) {
                // This connection is over, or the test is.
            }
        }
    }

    private void join(Socket browser) throws IOException {
        if (cut) {
            browser.close();
            return;
        }
        Socket serin = new Socket();
        serin.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
        open.add(browser);
        open.add(serin);
        daemon(() -> ask(browser, serin));
        daemon(() -> pass(serin, browser));
    }

    private void ask(Socket browser, Socket serin) {
        try (browser; serin; InputStream in = browser.getInputStream(); OutputStream out = serin.getOutputStream()) {
            byte[] chunk = new byte[1 << 16];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                held.pass(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
                hanging.await();
                out.write(chunk, 0, length);
            }
        } catch (IOException | InterruptedException ended) {
            // One side has gone: so goes the other.
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] chunk = new byte[1 << 16];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                hanging.await();
                out.write(chunk, 0, length);
            }
        } catch (IOException | InterruptedException ended) {
            // One side has gone: so goes the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        goOn();
        socket.close();
        cut();
    }
}
