package dev.serin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Sha256;
import io.quarkus.elytron.security.common.BcryptUtil;

/**
 * Checks passwords. A name that nobody has costs as much time as a wrong password. Browsers send the password with every
 * request, and a bcrypt hash is slow on purpose: a password that was right is known again by its digest.
 */
@ApplicationScoped
class Passwords {

    private final Map<String, AccessConfig.User> users;
    private final Map<String, byte[]> proven = new ConcurrentHashMap<>();

    Passwords(AccessConfig config) {
        this.users = Map.copyOf(config.users());
    }

    /** Whether anybody can log in this way. */
    boolean isEmpty() {
        return users.isEmpty();
    }

    /** The role of the person, if the password is theirs. */
    Optional<Role> check(String name, String password) {
        Optional<AccessConfig.User> user = Optional.ofNullable(users.get(name));
        boolean right = user.isPresent() ? isRight(name, user.get(), password) : refuseSlowly(password);
        return user.filter(known -> right).map(AccessConfig.User::role);
    }

    private boolean isRight(String name, AccessConfig.User user, String password) {
        byte[] digest = Sha256.of(password.getBytes(StandardCharsets.UTF_8));
        byte[] known = proven.getOrDefault(name, new byte[0]);
        if (MessageDigest.isEqual(known, digest)) {
            return true;
        }
        boolean right = matches(password, user);
        if (right) {
            proven.put(name, digest);
        }
        return right;
    }

    private boolean refuseSlowly(String password) {
        users.values().stream().findFirst().ifPresent(any -> matches(password, any));
        return false;
    }

    /** OpenBSD's $2b$ and everybody else's $2y$ are the same; the library knows one of the names. */
    private static boolean matches(String password, AccessConfig.User user) {
        return BcryptUtil.matches(password, user.passwordHash().replace("$2b$", "$2y$"));
    }
}
