package dev.serin.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCallersTest {

    /** The configuration as an operator would write it. */
    private record Config(Optional<Set<String>> tokens, Optional<Path> tokenFile, boolean anonymous,
            Optional<Set<String>> hmacKeys, Optional<Path> hmacKeyFile) implements SignedCallerConfig {
    }

    /** GitHub's own example, from its page on validating webhook deliveries. */
    private static final byte[] BODY = bytes("Hello, World!");
    private static final String KEY = "It's a Secret to Everybody";
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final SignedCallers CALLERS = new SignedCallers("serin.test", new Config(Optional.of(Set.of("token")),
            Optional.empty(), false, Optional.of(Set.of("another", KEY)), Optional.empty()));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBodySignedWithAKnownKeyNeedsNoToken() {
        assertTrue(CALLERS.mayCall("", List.of(SIGNATURE), BODY));
        assertTrue(CALLERS.mayCall("", List.of("", SIGNATURE), BODY), "in either of the headers");
        assertEquals(SIGNATURE, Signatures.header(KEY, BODY), "what Serin sends is signed alike");
    }

    @Test
    void aTokenNeedsNoSignature() {
        assertTrue(CALLERS.mayCall("Bearer token", List.of("", ""), BODY));
        assertFalse(CALLERS.mayCall("Bearer " + KEY, List.of("", ""), BODY), "a key is no token");
    }

    @Test
    void anotherBodyIsRefused() {
        assertFalse(CALLERS.mayCall("", List.of(SIGNATURE), bytes("Hello, World?")));
        assertFalse(CALLERS.mayCall("", List.of(SIGNATURE), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "sha256=", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "sha256=7571",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", "sha256=zz" })
    void anotherSignatureIsRefused(String signature) {
        assertFalse(CALLERS.mayCall("", List.of(signature), BODY));
    }

    @Test
    void withoutTokenAndKeyEveryCallIsRefusedUnlessTheOperatorSaysOtherwise() {
        Config nobody = new Config(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
        Config everybody = new Config(Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty());
        assertFalse(new SignedCallers("serin.test", nobody).mayCall("Bearer ", List.of(Signatures.header("x", BODY)), BODY));
        assertTrue(new SignedCallers("serin.test", everybody).mayCall("", List.of(), BODY));
    }

    @Test
    void keysRotateWithoutARestart(@TempDir Path folder) throws IOException {
        MountedSecret secret = new MountedSecret(folder, Map.of("key", "old"));
        SignedCallers callers = new SignedCallers("serin.test", new Config(Optional.empty(), Optional.empty(), false,
                Optional.empty(), Optional.of(secret.file("key"))));
        assertTrue(callers.mayCall("", List.of(Signatures.header("old", BODY)), BODY));

        secret.replace(Map.of("key", "old\nnew"));
        assertTrue(callers.mayCall("", List.of(Signatures.header("old", BODY)), BODY), "both while it is rotated");
        assertTrue(callers.mayCall("", List.of(Signatures.header("new", BODY)), BODY));

        secret.replace(Map.of("key", "new"));
        assertFalse(callers.mayCall("", List.of(Signatures.header("old", BODY)), BODY));
    }
}
