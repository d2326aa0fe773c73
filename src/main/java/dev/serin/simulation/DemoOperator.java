package dev.serin.simulation;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/**
 * Who may give orders in the demo.
 *
 * @param password printed once and kept nowhere
 * @param hash what Serin is told of it
 */
record DemoOperator(String name, String password, String hash) {

    private static final String NAME = "operator";
    private static final int PASSWORD_BYTES = 8;
    private static final int COST = 10;

    static DemoOperator draw(RandomGenerator chance) {
        byte[] password = new byte[PASSWORD_BYTES];
        chance.nextBytes(password);
        byte[] salt = new byte[BCryptPassword.BCRYPT_SALT_SIZE];
        chance.nextBytes(salt);
        String text = HexFormat.of().formatHex(password);
        return new DemoOperator(NAME, text, hash(text, salt));
    }

    private static String hash(String password, byte[] salt) {
        try {
            PasswordFactory factory = PasswordFactory.getInstance(BCryptPassword.ALGORITHM_BCRYPT,
                    new WildFlyElytronPasswordProvider());
            return ModularCrypt.encodeAsString(factory.generatePassword(new EncryptablePasswordSpec(password.toCharArray(),
                    new IteratedSaltedPasswordAlgorithmSpec(COST, salt))));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("bcrypt is missing", missing);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
