package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.observation.StubServer.Response;

/** The faults that a healthy Prometheus does not show, from recorded answers. */
class PrometheusClientTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    private StubServer server;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer ask(Duration timeout, Map<String, String> settings) {
        PrometheusClient client = new PrometheusClient(Fixtures.config(server.url(), settings));
        return client.ask("up{job=\"a&b\"}", Instant.ofEpochMilli(1795380086332L), timeout).join();
    }

    private String faultOf(Response response) {
        server.answering(request -> response);
        return assertInstanceOf(Answer.Fault.class, ask(LONG, Map.of())).reason();
    }

    @Test
    void asksByPostWithOneExplicitTimeAndTimeout() {
        server.answering(request -> Response.json(200, EMPTY));
        ask(Duration.ofMillis(1500), Map.of());
        StubServer.Request request = server.requests.get(0);
        assertEquals("POST", request.method());
        assertEquals("/api/v1/query", request.address().toString());
        assertEquals(Map.of("query", "up{job=\"a&b\"}", "time", "1795380086.332", "timeout", "1500ms"), request.form());
    }

    @Test
    void asksInAsciiDigitsWhateverTheLocale() {
        server.answering(request -> Response.json(200, EMPTY));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            ask(LONG, Map.of());
        } finally {
            Locale.setDefault(before);
        }
        assertEquals("1795380086.332", server.requests.get(0).form().get("time"));
    }

    @Test
    void readsEveryWayThatGoPrintsANumber() {
        server.answering(request -> Response.json(200, """
                {"status":"success","data":{"resultType":"vector","result":[
                 {"metric":{"a":"1"},"value":[1795380086.332,"1e-05"]},{"metric":{},"value":[1,"NaN"]},
                 {"metric":{},"value":[1,"+Inf"]},{"metric":{},"value":[1,"-Inf"]}]}}"""));
        Answer.Samples samples = assertInstanceOf(Answer.Samples.class, ask(LONG, Map.of()));
        assertEquals(1e-05, samples.samples().get(0).value());
        assertEquals("1", samples.samples().get(0).label("a"));
        assertTrue(Double.isNaN(samples.samples().get(1).value()));
        assertEquals(Double.POSITIVE_INFINITY, samples.samples().get(2).value());
        assertEquals(Double.NEGATIVE_INFINITY, samples.samples().get(3).value());
    }

    @Test
    void noSeriesIsAWholeAnswerWithNothingInIt() {
        server.answering(request -> Response.json(200, EMPTY));
        assertEquals(new Answer.Samples(List.of()), ask(LONG, Map.of()));
    }

    @Test
    void warningsMakeAnAnswerPartial() {
        String fault = faultOf(Response.json(200, """
                {"status":"success","warnings":["No StoreAPIs matched for this query"],
                 "data":{"resultType":"vector","result":[{"metric":{},"value":[1,"7"]}]}}"""));
        assertEquals("warned that its answer is partial: No StoreAPIs matched for this query", fault);
    }

    @Test
    void namesTheErrorThatPrometheusGives() {
        assertEquals("answered 422 execution: query processing would load too many samples", faultOf(Response.json(422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query processing would load too many samples\"}")));
        assertEquals("answered 503 timeout: query timed out", faultOf(Response.json(503,
                "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}")));
    }

    @Test
    void aGatewaysPageIsAFault() {
        assertEquals("answered 503 with something that is not JSON",
                faultOf(new Response(503, "text/html", "<html>no healthy upstream</html>")));
        assertEquals("answered 200 with something that is not JSON",
                faultOf(new Response(200, "text/html", "<html>Please log in</html>")));
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertEquals("answered 302 with something that is not JSON", faultOf(new Response(302, "text/html", "<html/>")));
    }

    @Test
    void aTruncatedAnswerIsAFault() {
        assertEquals("answered 200 with something that is not JSON",
                faultOf(Response.json(200,
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{")));
        assertEquals("answered 200 with something that is not JSON", faultOf(Response.json(200, "")));
    }

    @Test
    void nativeHistogramsAreAFault() {
        assertEquals("answered with a native histogram; a counter or classic buckets are needed", faultOf(Response.json(200, """
                {"status":"success","data":{"resultType":"vector","result":[
                 {"metric":{},"histogram":[1795380086.332,{"count":"3","sum":"1.2","buckets":[[0,"0.5","1","3"]]}]}]}}""")));
    }

    @Test
    void onlyAVectorIsAnAnswer() {
        assertEquals("answered with scalar instead of a vector", faultOf(Response.json(200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1795380086.332,\"NaN\"]}}")));
        assertEquals("answered with an element that has no value", faultOf(Response.json(200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"values\":[]}]}}")));
    }

    @Test
    void aSlowAnswerIsGivenUpWhenTheTimeIsOver() {
        CountDownLatch never = new CountDownLatch(1);
        server.answering(request -> {
            await(never);
            return Response.json(200, EMPTY);
        });
        assertEquals(new Answer.Fault("did not answer within 50 ms"), ask(Duration.ofMillis(50), Map.of()));
        never.countDown();
    }

    @Test
    void withoutTimeLeftNothingIsAsked() {
        assertEquals(new Answer.Fault("was not asked: no time is left"), ask(Duration.ZERO, Map.of()));
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        server.answering(request -> Response.json(200, "\"" + "x".repeat(200_000) + "\""));
        assertEquals(new Answer.Fault("answered with more than 65536 bytes"), ask(LONG, Map.of("answer-bytes-max", "65536")));
    }

    @Test
    void nobodyListeningIsAFault() {
        server.close();
        assertEquals(new Answer.Fault("cannot be reached (ConnectException)"), ask(LONG, Map.of()));
    }

    @Test
    void sendsATokenThatMayRotate(@TempDir Path directory) throws IOException {
        server.answering(request -> Response.json(200, EMPTY));
        Path token = Files.writeString(directory.resolve("token"), "first\n");
        PrometheusClient client = new PrometheusClient(Fixtures.config(server.url(),
                Map.of("bearer-token-file", token.toString(), "headers.X-Scope-OrgID", "tenant-1")));
        client.ask("up", Instant.EPOCH, LONG).join();
        Files.writeString(token, "second\n");
        client.ask("up", Instant.EPOCH, LONG).join();
        assertEquals("Bearer first", server.requests.get(0).headers().getFirst("Authorization"));
        assertEquals("Bearer second", server.requests.get(1).headers().getFirst("Authorization"));
        assertEquals("tenant-1", server.requests.get(0).headers().getFirst("X-Scope-OrgID"));
    }

    @Test
    void sendsBasicAuthentication(@TempDir Path directory) throws IOException {
        server.answering(request -> Response.json(200, EMPTY));
        Path password = Files.writeString(directory.resolve("password"), "open sesame\n");
        ask(LONG, Map.of("username", "serin", "password-file", password.toString()));
        assertEquals("Basic c2VyaW46b3BlbiBzZXNhbWU=", server.requests.get(0).headers().getFirst("Authorization"));
    }

    @Test
    void faultsNeverHoldCredentials(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "hush\nhush");
        Map<String, String> settings = Map.of("bearer-token-file", token.toString());
        assertFalse(ask(LONG, settings).toString().contains("hush"), "a token that is not a legal header");
        Files.delete(token);
        assertEquals(new Answer.Fault("was not asked: the file with its credentials cannot be read"), ask(LONG, settings));
        PrometheusClient withUser = new PrometheusClient(Fixtures.config(URI.create("http://me:hush@127.0.0.1:1"), Map.of()));
        assertFalse(withUser.ask("up", Instant.EPOCH, LONG).join().toString().contains("hush"), "user-info in the address");
    }

    @Test
    void whatAServerRepeatsOfTheCredentialsIsBlackedOut(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hush-hush");
        server.answering(request -> Response.json(500, "{\"status\": \"error\", \"error\": \"hush-hush, not %s\"}"
                .formatted(request.headers().getFirst("Authorization"))));
        for (Map<String, String> settings : List.of(Map.of("bearer-token-file", secret.toString()),
                Map.of("username", "me", "password-file", secret.toString()))) {
            String said = ask(LONG, settings).toString();
            assertFalse(said.contains("hush") || said.contains("bWU6aHVzaC"), said);
            assertTrue(said.contains("***, not B"), said);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
