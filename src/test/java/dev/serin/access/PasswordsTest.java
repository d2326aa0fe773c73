package dev.serin.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class PasswordsTest {

    private static final String SALTED_HASH = "04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e";

    private static AccessConfig config(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(AccessConfig.class).withDefaultValues(values).build();
        return config.getConfigMapping(AccessConfig.class);
    }

    private static Passwords withAlice(String hash) {
        return new Passwords(config(Map.of("serin.access.users.alice.password-hash", hash,
                "serin.access.users.alice.role", "operator")));
    }

    /** Made by glibc's crypt: {@code htpasswd} writes $2y$, other tools $2a$ or $2b$ for the same. */
    @ParameterizedTest
    @ValueSource(strings = { "$2y$", "$2a$", "$2b$" })
    void everyUsualSpellingOfBcryptIsUnderstood(String prefix) {
        Passwords passwords = withAlice(prefix + SALTED_HASH);
        assertEquals(Optional.of(Role.OPERATOR), passwords.check("alice", "correct horse"));
        assertEquals(Optional.empty(), passwords.check("alice", "wrong horse"));
        assertEquals(Optional.empty(), passwords.check("alice", ""));
    }

    @Test
    void aPasswordThatWasRightOnceOpensForNoOther() {
        Passwords passwords = withAlice("$2y$" + SALTED_HASH);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertEquals(Optional.of(Role.OPERATOR), passwords.check("alice", "correct horse"));
            assertEquals(Optional.empty(), passwords.check("alice", "correct horse "));
            assertEquals(Optional.empty(), passwords.check("bob", "correct horse"));
        }
    }

    @Test
    void withoutUsersNobodyGetsIn() {
        Passwords passwords = new Passwords(config(Map.of()));
        assertTrue(passwords.isEmpty());
        assertEquals(Optional.empty(), passwords.check("alice", "correct horse"));
    }

    @Test
    void whoIsNotNamedAnOperatorIsAViewer() {
        Passwords passwords = new Passwords(config(Map.of("serin.access.users.victor.password-hash", "$2y$" + SALTED_HASH)));
        assertEquals(Optional.of(Role.VIEWER), passwords.check("victor", "correct horse"));
    }

    @Test
    void aRoleThatDoesNotExistStopsTheStart() {
        assertThrows(ConfigValidationException.class, () -> config(Map.of("serin.access.users.alice.password-hash",
                "$2y$" + SALTED_HASH, "serin.access.users.alice.role", "admin")));
    }
}
