package dev.serin.secret;

import java.util.List;
import java.util.Set;

/** Decides who may call a receiver: whoever carries a token, or has signed the body with a key. */
public final class SignedCallers {

    private final Tokens tokens;
    private final Signatures keys;
    private final boolean anonymous;

    /** @param prefix of the configuration keys, such as {@code serin.events} */
    public SignedCallers(String prefix, SignedCallerConfig config) {
        this.tokens = new Tokens(new Secrets(config.tokens().orElse(Set.of()), config.tokenFile(), prefix + ".token-file"));
        this.keys = new Signatures(
                new Secrets(config.hmacKeys().orElse(Set.of()), config.hmacKeyFile(), prefix + ".hmac-key-file"));
        this.anonymous = config.anonymous();
    }

    /**
     * @param authorization the Authorization header, empty when there is none
     * @param signatures what stands in {@link Signatures#FLUX} and {@link Signatures#GITHUB}, empty when there is none
     * @param body as it came, of bounded length
     */
    public boolean mayCall(String authorization, List<String> signatures, byte[] body) {
        boolean signed = false;
        for (String signature : signatures) {
            signed |= keys.match(signature, body);
        }
        return anonymous | tokens.areIn(authorization) | signed;
    }
}
