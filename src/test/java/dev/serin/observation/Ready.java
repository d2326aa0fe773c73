package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** Starting and ending a real server beside a test. */
final class Ready {

    private Ready() {
    }

    /** @param probe is answered 200 as soon as the server is ready */
    static void await(String name, Process process, URI probe) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(probe).build();
        Eventually.holds(name + " is ready", () -> {
            try {
                return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                return !process.isAlive();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended at once with status " + process.exitValue());
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
