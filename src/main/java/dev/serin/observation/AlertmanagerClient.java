package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/** Asks Alertmanager's API v2 which alerts fire: for those that did not fit into a call. */
@ApplicationScoped
public class AlertmanagerClient {

    private final AlertmanagerConfig.Query config;
    private final RequestCredentials credentials;
    private final ObjectMapper json;
    private final HttpClient http;

    public AlertmanagerClient(AlertmanagerConfig config, ObjectMapper json) {
        this.config = config.query();
        this.credentials = new RequestCredentials(config.query());
        this.json = json;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.query().timeout())
                .build();
    }

    public boolean isConfigured() {
        return config.url().isPresent();
    }

    /**
     * The alerts that Alertmanager would send to a receiver now: neither silenced nor inhibited.
     *
     * @throws Outage when it did not answer in time, or with something else
     */
    public List<ReportedAlert> firing(String receiver) {
        URI base = config.url().orElseThrow(() -> new Outage("serin.alertmanager.query.url is not set"));
        HttpResponse<byte[]> answer = send(base, receiver);
        if (answer.statusCode() != 200) {
            throw new Outage("Alertmanager's API answered " + answer.statusCode());
        }
        return read(answer.body());
    }

    private HttpResponse<byte[]> send(URI base, String receiver) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request(base, receiver),
                head -> new BoundedBody(config.answerBytesMax()));
        try {
            return exchange.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new Outage("Alertmanager's API did not answer within " + config.timeout().toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw new Outage("Alertmanager's API cannot be read (" + failed.getCause().getClass().getSimpleName() + ")",
                    failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Outage("Serin is stopping", stopping);
        }
    }

    private HttpRequest request(URI base, String receiver) {
        String query = "/api/v2/alerts?active=true&silenced=false&inhibited=false&unprocessed=false&receiver="
                + URLEncoder.encode(PromQl.quoteRegex(receiver), StandardCharsets.UTF_8);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + query))
                    .timeout(config.timeout());
            credentials.applyTo(request);
            return request.build();
        } catch (IOException unreadable) {
            throw new Outage("The file with the credentials for Alertmanager's API cannot be read", unreadable);
        } catch (IllegalArgumentException invalid) {
            throw new Outage("The address, a header or a credential for Alertmanager's API is not valid", invalid);
        }
    }

    private List<ReportedAlert> read(byte[] body) {
        List<ReportedAlert> alerts = new ArrayList<>();
        try {
            for (JsonNode alert : json.readTree(body)) {
                // The API tells until when an alert is valid; Prometheus prolongs that each minute, unseen.
                alerts.add(ReportedAlert.read(alert, true, "alerts[" + alerts.size() + "]").open());
            }
            return alerts;
        } catch (IOException | InvalidField unreadable) {
            throw new Outage("Alertmanager's API answered with something else than alerts", unreadable);
        }
    }
}
