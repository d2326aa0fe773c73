package dev.serin.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a browser and Serin: bytes pass through it until it is cut. */
final class Wire implements AutoCloseable {

    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket;
    private volatile boolean cut;

    /** @param server the port that it leads to, on this machine */
    Wire(int server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
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
        daemon(() -> pass(browser, serin));
        daemon(() -> pass(serin, browser));
    }

    private static void pass(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
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
        socket.close();
        cut();
    }
}
