package dev.serin.access;

import java.util.Map;

import dev.serin.dashboard.DashboardProfile;

/** Two people with passwords: Alice is an operator, Victor a viewer. Nobody else sees anything. */
public class AccessProfile extends DashboardProfile {

    public static final String ALICE = "alice";
    public static final String VICTOR = "victor";
    public static final String PASSWORD = "correct horse";

    /** {@code htpasswd -nbBC 4 alice 'correct horse'}. */
    public static final String HASH = "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("serin.access.users.alice.password-hash", HASH, "serin.access.users.alice.role", "operator",
                "serin.access.users.victor.password-hash", HASH);
    }
}
