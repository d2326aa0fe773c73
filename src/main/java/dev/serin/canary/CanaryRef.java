package dev.serin.canary;

import java.util.regex.Pattern;

/**
 * The identity of a Flagger Canary: namespace and name as Kubernetes spells them.
 *
 * @param namespace an RFC 1123 label, at most 63 characters
 * @param name an RFC 1123 subdomain, at most 253 characters
 */
public record CanaryRef(String namespace, String name) implements Comparable<CanaryRef> {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?");

    /** @throws InvalidField when either part is not a legal Kubernetes name */
    public CanaryRef {
        requireName("namespace", namespace, LABEL);
        requireName("name", name, SUBDOMAIN);
    }

    private static void requireName(String field, String value, Pattern shape) {
        if (value == null || !shape.matcher(value).matches()) {
            throw new InvalidField(field, "is missing or not a Kubernetes name",
                    "use lower case letters, digits and '-', as in the Canary's metadata");
        }
    }

    @Override
    public int compareTo(CanaryRef other) {
        return toString().compareTo(other.toString());
    }

    /** {@code namespace/name}, as in commits, logs and the page. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
