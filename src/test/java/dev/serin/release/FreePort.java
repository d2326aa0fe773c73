package dev.serin.release;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that starts later: below those that outgoing calls are given, so that none of them takes it meanwhile.
 */
public final class FreePort {

    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private FreePort() {
    }

    public static int find() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FROM, TO))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one may not be.
            }
        }
    }
}
