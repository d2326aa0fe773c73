package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

    /** The configuration as an operator would write it. */
    private record Config(Optional<Set<String>> tokens, boolean anonymous, Optional<Set<String>> namespaces)
            implements
                FlaggerConfig {
    }

    private static final Callers TWO_TOKENS = callers(Set.of("old", "new"));

    private static Callers callers(Set<String> tokens) {
        return new Callers(new Config(Optional.of(tokens), false, Optional.empty()));
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
        assertFalse(new Callers(new Config(Optional.empty(), false, Optional.empty())).mayCall("", ""));
        assertTrue(new Callers(new Config(Optional.empty(), true, Optional.empty())).mayCall("", ""));
    }

    @Test
    void trap24OnlyTheNamespacesOfTheListAreServed() {
        Callers listed = new Callers(new Config(Optional.empty(), true, Optional.of(Set.of("prod"))));
        assertTrue(listed.serves("prod"));
        assertFalse(listed.serves("prod2"));
        assertTrue(TWO_TOKENS.serves("prod2"), "without a list all are served");
    }
}
