package dev.serin.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.serin.observation.CertifiedServer;
import dev.serin.secret.MountedSecret;
import dev.serin.simulation.http.LocalServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;

/** An OpenID Connect provider: discovery, keys, and a token for the code {@code code-of-NAME-in-GROUP}. Not there at first. */
public final class FakeProvider implements QuarkusTestResourceLifecycleManager {

    static final String CLIENT = "serin";

    /** With this setting it speaks HTTPS, and Serin has the secret from a file. */
    static final String OWN = "own";

    /** With this one it speaks HTTPS, and Serin knows another authority than its own. */
    static final String STRANGE = "strange";

    private static final String KEY_ID = "a-key";

    private final ObjectMapper json = new ObjectMapper();
    private final KeyPair keys = keyPair();
    private final LocalServer server = new LocalServer(this::answer);
    private Optional<CertifiedServer> certified = Optional.empty();
    private Optional<CertifiedServer> known = Optional.empty();
    private MountedSecret mounted;
    private Map<String, String> settings = Map.of();
    private volatile String secret = "a-secret-of-the-test-that-is-long-enough";

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void init(Map<String, String> wanted) {
        settings = wanted;
    }

    @Override
    public Map<String, String> start() {
        server.unplug();
        try {
            Map<String, String> configuration = new TreeMap<>(settings.isEmpty() ? plain() : overHttps());
            configuration.putAll(Map.of("serin.access.oidc", "true",
                    "serin.access.operators", "release-team",
                    "serin.access.viewers", "everybody",
                    "quarkus.oidc.auth-server-url", url(),
                    "quarkus.oidc.client-id", CLIENT,
                    "quarkus.oidc.roles.role-claim-path", "groups"));
            return configuration;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, String> plain() {
        return Map.of("quarkus.oidc.credentials.secret", secret);
    }

    private Map<String, String> overHttps() throws IOException {
        CertifiedServer own = new CertifiedServer(this::answer);
        CertifiedServer trusted = settings.containsKey(STRANGE) ? new CertifiedServer(this::answer) : own;
        certified = Optional.of(own);
        known = Optional.of(trusted);
        mounted = new MountedSecret(Files.createTempDirectory("provider"), Map.of("secret", secret + "\n"));
        return Map.of("quarkus.tls.serin.trust-store.pem.certs", trusted.authority().toString(),
                "quarkus.oidc.tls.tls-configuration-name", "serin",
                "serin.access.oidc-secret-file", mounted.file("secret").toString());
    }

    private String url() {
        return certified.map(CertifiedServer::url).orElseGet(server::url).toString();
    }

    void plugIn() {
        server.plugIn();
    }

    /** From now on Serin has to come with another secret. */
    void wants(String next) {
        secret = next;
    }

    /** Serin is given another secret, in its file. */
    void mount(String next) throws IOException {
        mounted.replace(Map.of("secret", next + "\n"));
    }

    /** A token as this provider would sign it. */
    String token(String person, String... groups) {
        return Jwt.issuer(url()).subject("id-of-" + person).claim("preferred_username", person)
                .audience(CLIENT).groups(java.util.Set.of(groups)).expiresIn(300).jws().keyId(KEY_ID).sign(keys.getPrivate());
    }

    /** The same, but by somebody else. */
    static String forged(FakeProvider provider, String person, String... groups) {
        return Jwt.issuer(provider.url()).subject(person).claim("preferred_username", person)
                .groups(java.util.Set.of(groups)).expiresIn(300).jws().keyId(KEY_ID).sign(keyPair().getPrivate());
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> send(exchange, discovery());
            case "/keys" -> send(exchange, Map.of("keys", List.of(publicKey())));
            case "/token" -> token(exchange);
            default -> exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String expected = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, tokens(form));
        } else {
            exchange.sendResponseHeaders(401, -1);
        }
    }

    private Map<String, Object> discovery() {
        String url = url();
        return Map.of("issuer", url, "authorization_endpoint", url + "/authorize", "token_endpoint", url + "/token",
                "jwks_uri", url + "/keys", "response_types_supported", List.of("code"), "subject_types_supported",
                List.of("public"), "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of("kty", "RSA", "alg", "RS256", "use", "sig", "kid", KEY_ID,
                "n", encoded(key.getModulus().toByteArray()), "e", encoded(key.getPublicExponent().toByteArray()));
    }

    /** Big integers carry a sign byte that JSON Web Keys leave out. */
    private static String encoded(byte[] number) {
        int start = number[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(number, start, number.length));
    }

    private Map<String, Object> tokens(String form) {
        String[] code = form.replaceAll(".*code=code-of-(\\w+)-in-([\\w-]+).*", "$1 $2").split(" ");
        String token = token(code[0], code[1]);
        return Map.of("id_token", token, "access_token", token, "token_type", "Bearer", "expires_in", 300);
    }

    private void send(HttpExchange exchange, Map<String, Object> answer) {
        try {
            byte[] body = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeProvider.class));
    }

    @Override
    public void stop() {
        server.close();
        certified.ifPresent(CertifiedServer::close);
        known.ifPresent(CertifiedServer::close);
    }
}
