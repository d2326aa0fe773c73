package dev.serin.policy;

/**
 * The identity of a policy.
 *
 * @param name as in configuration: sequential-test, threshold, onnx
 * @param sha256 of the model file, or of the parameters of a rule: 64 hexadecimal digits
 */
public record PolicyRef(String name, String sha256) {
}
