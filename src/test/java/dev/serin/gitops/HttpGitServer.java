package dev.serin.gitops;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The real {@code git http-backend} behind an HTTP server that checks one Authorization header. */
final class HttpGitServer implements AutoCloseable {

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path root;
    private final String authorization;
    private final AtomicInteger requests = new AtomicInteger();

    /** What happens when a push has sent its commits, before Git sees them. */
    private volatile Runnable beforePush = () -> {
    };
    private volatile Runnable beforeAnswer = () -> {
    };
    private volatile boolean losesAnswers;

    /** @param authorization the header that opens the repository */
    HttpGitServer(Path root, String authorization) {
        this(root, authorization, HttpGitServer::plain, server -> {
        });
    }

    /** @param secured turns an HttpsServer into one with certificates */
    HttpGitServer(Path root, String authorization, ServerFactory factory, Consumer<HttpServer> secured) {
        this.root = root;
        this.authorization = authorization;
        try {
            this.http = factory.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        secured.accept(http);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    interface ServerFactory {
        HttpServer create(InetSocketAddress address) throws IOException;
    }

    private static HttpServer plain(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }

    URI url() {
        return url("http", "fleet.git");
    }

    URI url(String scheme, String repository) {
        return URI.create(scheme + "://localhost:" + http.getAddress().getPort() + "/" + repository);
    }

    int requests() {
        return requests.get();
    }

    void beforePush(Runnable action) {
        this.beforePush = action;
    }

    /** What happens before anything is answered. */
    void beforeAnswer(Runnable action) {
        this.beforeAnswer = action;
    }

    /** From now on pushes are carried out, but the connection drops instead of an answer. */
    void loseAnswersToPushes(boolean loses) {
        this.losesAnswers = loses;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        beforeAnswer.run();
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"fleet\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        boolean push = exchange.getRequestURI().getPath().endsWith("git-receive-pack");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (push) {
            beforePush.run();
        }
        byte[] answer = backend(exchange, body);
        if (push && losesAnswers) {
            exchange.close();
            return;
        }
        send(exchange, answer);
    }

    private byte[] backend(HttpExchange exchange, byte[] body) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.putAll(GitProgram.ISOLATED);
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "serin");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
        header(exchange, "Content-Encoding").ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
        header(exchange, "Git-Protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
        Process process = GitProgram.start(builder.redirectError(ProcessBuilder.Redirect.DISCARD), "git");
        try (OutputStream input = process.getOutputStream(); InputStream output = process.getInputStream()) {
            input.write(body);
            input.close();
            return output.readAllBytes();
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** A CGI answer: headers, an empty line, the body. */
    private static void send(HttpExchange exchange, byte[] answer) throws IOException {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, Math.max(0, end)).split("\r\n")) {
            String[] parts = line.split(": ", 2);
            if (parts[0].equals("Status")) {
                status = Integer.parseInt(parts[1].substring(0, 3));
            } else if (parts.length == 2) {
                exchange.getResponseHeaders().add(parts[0], parts[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
