package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.secret.MountedSecret;

class CallersTest {

    /** The configuration as an operator would write it. */
    private record Config(Optional<Set<String>> tokens, Optional<Path> tokenFile, boolean anonymous,
            Optional<Set<String>> namespaces)
            implements
                FlaggerConfig {
    }

    private static final Callers TWO_TOKENS = callers(Set.of("old", "new"));

    private static Callers callers(Set<String> tokens) {
        return new Callers(new Config(Optional.of(tokens), Optional.empty(), false, Optional.empty()));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void trap24EveryConfiguredTokenOpensSoThatTheyCanBeRotated() {
        assertTrue(TWO_TOKENS.mayCall("old", ""));
        assertTrue(TWO_TOKENS.mayCall("new", ""));
        assertTrue(TWO_TOKENS.mayCall("", basic("flagger:new")));
        assertTrue(TWO_TOKENS.mayCall("", basic(":old")));
    }

    @Test
    void aMountedSecretRotatesWithoutARestart(@TempDir Path folder) throws IOException {
        MountedSecret secret = new MountedSecret(folder, Map.of("tokens", "old\n"));
        Callers callers = new Callers(
                new Config(Optional.empty(), Optional.of(secret.file("tokens")), false, Optional.empty()));
        assertTrue(callers.mayCall("old", ""));

        secret.replace(Map.of("tokens", "old\nnew\n"));
        assertTrue(callers.mayCall("old", "") && callers.mayCall("", basic("flagger:new")), "both while it is rotated");

        secret.replace(Map.of("tokens", "new\n"));
        assertFalse(callers.mayCall("old", ""));
        assertTrue(callers.mayCall("new", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ne", "neww", "NEW", "old,new", " new" })
    void trap24AnythingElseIsRefused(String candidate) {
        assertFalse(TWO_TOKENS.mayCall(candidate, ""));
        assertFalse(TWO_TOKENS.mayCall("", basic("flagger:" + candidate)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic", "Basic ", "Basic %%%", "Bearer new", "new", "basic new" })
    void anotherAuthorizationIsRefused(String authorization) {
        assertFalse(TWO_TOKENS.mayCall("", authorization));
    }

    @Test
    void trap24WithoutATokenEveryCallIsRefusedUnlessTheOperatorSaysOtherwise() {
        assertFalse(new Callers(new Config(Optional.empty(), Optional.empty(), false, Optional.empty())).mayCall("", ""));
        assertTrue(new Callers(new Config(Optional.empty(), Optional.empty(), true, Optional.empty())).mayCall("", ""));
    }

    @Test
    void trap24OnlyTheNamespacesOfTheListAreServed() {
        Callers listed = new Callers(new Config(Optional.empty(), Optional.empty(), true, Optional.of(Set.of("prod"))));
        assertTrue(listed.serves("prod"));
        assertFalse(listed.serves("prod2"));
        assertTrue(TWO_TOKENS.serves("prod2"), "without a list all are served");
    }
}
