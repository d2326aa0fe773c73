package dev.serin.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

/** Posts something small to another program and reads nothing but the status. Redirects are not followed. */
@ApplicationScoped
class HttpPost {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
            .build();

    /**
     * @param timeout for all of it
     * @return the status
     * @throws IOException when there was no answer in time; its message is fit for the log and has no address in it
     */
    int send(URI to, Map<String, String> headers, byte[] body, Duration timeout) throws IOException {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(request(to, headers, body, timeout),
                head -> HttpResponse.BodySubscribers.replacing(null));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new IOException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw new IOException("no answer (" + failed.getCause().getClass().getSimpleName() + ")");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("Serin is stopping");
        }
    }

    private static HttpRequest request(URI to, Map<String, String> headers, byte[] body, Duration timeout) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(timeout)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::setHeader);
            return request.build();
        } catch (IllegalArgumentException invalid) {
            throw new IOException("the address or a header is not valid");
        }
    }
}
