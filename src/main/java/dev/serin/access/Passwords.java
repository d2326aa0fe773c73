package dev.serin.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Sha256;
import dev.serin.secret.SecretFile;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/**
 * Checks passwords. A name that nobody has costs as much time as a wrong password. Browsers send the password with every
 * request, and a bcrypt hash is slow on purpose: a password that was right is known again by its digest, until its hash
 * changes.
 */
@ApplicationScoped
class Passwords {

    static final String BCRYPT = "\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}";

    /** Of nobody's password; at the cost that htpasswd and the documentation suggest. */
    private static final String NOBODY = "$2y$10$abcdefghijklmnopqrstuu0000000000000000000000000000000";

    /** A password that was right. @param hash the one that it was right for */
    private record Proof(String hash, byte[] digest) {

        boolean holds(String currentHash, byte[] candidate) {
            return MessageDigest.isEqual(digest, candidate) & hash.equals(currentHash);
        }
    }

    private final Map<String, AccessConfig.User> users;
    private final Map<String, Proof> proven = new ConcurrentHashMap<>();

    /** @throws InvalidField when somebody has neither hash nor file */
    Passwords(AccessConfig config) {
        this.users = Map.copyOf(config.users());
        users.forEach((name, user) -> {
            if (user.passwordHash().isEmpty() && user.passwordHashFile().isEmpty()) {
                throw new InvalidField("serin.access.users." + name, "has no password",
                        "set .password-hash or .password-hash-file");
            }
        });
    }

    /** So that a configuration without a password stops the start. */
    void check(@Observes StartupEvent start) {
        users.forEach((name, user) -> hash(name, user));
    }

    /** Whether anybody can log in this way. */
    boolean isEmpty() {
        return users.isEmpty();
    }

    /** The role of the person, if the password is theirs. */
    Optional<Role> check(String name, String password) {
        Optional<AccessConfig.User> user = Optional.ofNullable(users.get(name));
        boolean right = user.isPresent() ? isRight(name, hash(name, user.get()), password) : refuseSlowly(password);
        return user.filter(known -> right).map(AccessConfig.User::role);
    }

    /** Whether the password was right before and can be checked fast; costs a guesser nothing, and tells nothing new. */
    boolean remembers(String name, String password) {
        Optional<AccessConfig.User> user = Optional.ofNullable(users.get(name));
        return user.isPresent() && proof(name).holds(hash(name, user.get()), digest(password));
    }

    private Proof proof(String name) {
        return proven.getOrDefault(name, new Proof("", new byte[0]));
    }

    private boolean isRight(String name, String hash, String password) {
        byte[] digest = digest(password);
        if (proof(name).holds(hash, digest)) {
            return true;
        }
        boolean right = matches(password, hash);
        if (right) {
            proven.put(name, new Proof(hash, digest));
        }
        return right;
    }

    private boolean refuseSlowly(String password) {
        users.entrySet().stream().findFirst().ifPresent(any -> matches(password, hash(any.getKey(), any.getValue())));
        return false;
    }

    /** Nobody's where the file has none, so that nobody gets in with it. */
    private static String hash(String name, AccessConfig.User user) {
        return user.passwordHashFile().map(file -> fromFile(name, file)).or(user::passwordHash).orElse(NOBODY);
    }

    private static String fromFile(String name, Path file) {
        try {
            String line = new SecretFile(file).text();
            String hash = line.substring(line.indexOf(':') + 1);
            if (hash.matches(BCRYPT)) {
                return hash;
            }
            Log.warnf("The file of serin.access.users.%s.password-hash-file holds no bcrypt hash", name);
        } catch (IOException unreadable) {
            Log.warnf("The file of serin.access.users.%s.password-hash-file cannot be read (%s)", name,
                    unreadable.getClass().getSimpleName());
        }
        return NOBODY;
    }

    private static byte[] digest(String password) {
        return Sha256.of(password.getBytes(StandardCharsets.UTF_8));
    }

    /** OpenBSD's $2b$ and everybody else's $2y$ are the same; the library knows one of the names. */
    private static boolean matches(String password, String hash) {
        return BcryptUtil.matches(password, hash.replace("$2b$", "$2y$"));
    }
}
