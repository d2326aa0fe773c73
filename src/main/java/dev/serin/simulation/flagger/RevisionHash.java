package dev.serin.simulation.flagger;

import java.nio.charset.StandardCharsets;

/**
 * Names a pod template as Kubernetes and Flagger do: FNV-32a, its decimal digits spelt with letters that form no words
 * ({@code ComputeHash} in Flagger's pkg/canary/spec.go, {@code SafeEncodeString} of k8s.io/apimachinery).
 */
public final class RevisionHash {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int OFFSET_BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private RevisionHash() {
    }

    public static String of(String text) {
        int hash = OFFSET_BASIS;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * PRIME;
        }
        StringBuilder encoded = new StringBuilder();
        Integer.toUnsignedString(hash).chars().forEach(digit -> encoded.append(ALPHABET.charAt(digit % ALPHABET.length())));
        return encoded.toString();
    }
}
