package dev.serin.policy;

import java.nio.charset.StandardCharsets;

import dev.serin.canary.Sha256;

/**
 * The identity of a policy.
 *
 * @param name as in configuration: sequential-test, threshold, onnx
 * @param sha256 of the model file, or of the parameters of a rule: 64 hexadecimal digits
 */
public record PolicyRef(String name, String sha256) {

    /** @param settings the rule's parameters as text, the same text for the same parameters */
    static PolicyRef ofRule(String name, String settings) {
        return ofModel(name, (name + " " + settings).getBytes(StandardCharsets.UTF_8));
    }

    static PolicyRef ofModel(String name, byte[] model) {
        return new PolicyRef(name, Sha256.hex(model));
    }
}
