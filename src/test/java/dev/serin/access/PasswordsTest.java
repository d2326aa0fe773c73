package dev.serin.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;
import dev.serin.secret.MountedSecret;
import io.quarkus.elytron.security.common.BcryptUtil;
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

    /** As the kubelet does it. */
    @Test
    void aPasswordIsChangedWithoutARestart(@TempDir Path folder) throws IOException {
        MountedSecret secret = new MountedSecret(folder, Map.of("alice", "alice:$2y$" + SALTED_HASH + "\n"));
        Passwords passwords = new Passwords(
                config(Map.of("serin.access.users.alice.password-hash-file", secret.file("alice").toString())));
        assertEquals(Optional.of(Role.VIEWER), passwords.check("alice", "correct horse"));
        assertTrue(passwords.remembers("alice", "correct horse"));

        secret.replace(Map.of("alice", BcryptUtil.bcryptHash("battery staple", 4)));
        assertFalse(passwords.remembers("alice", "correct horse"));
        assertEquals(Optional.empty(), passwords.check("alice", "correct horse"));
        assertEquals(Optional.of(Role.VIEWER), passwords.check("alice", "battery staple"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "alice:", "correct horse", "alice:correct horse", "$1$abc$def" })
    void aFileWithoutAHashLetsNobodyIn(String text) throws IOException {
        Path file = Files.writeString(Files.createTempDirectory("passwords").resolve("alice"), text);
        Passwords passwords = new Passwords(
                config(Map.of("serin.access.users.alice.password-hash-file", file.toString())));
        for (String password : List.of("", "correct horse", text)) {
            assertEquals(Optional.empty(), passwords.check("alice", password));
        }
    }

    @Test
    void somebodyWithoutAPasswordStopsTheStart() {
        AccessConfig nobodys = config(Map.of("serin.access.users.alice.role", "operator"));
        assertThrows(InvalidField.class, () -> new Passwords(nobodys));
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
