package dev.serin.events;

import java.util.Optional;

/**
 * What Flux says of a revision that it has applied, or could not.
 *
 * @param object that it was about, such as {@code Kustomization flux-system/apps}
 * @param failed whether it could not be applied
 * @param commit 40 hexadecimal digits; empty where the revision names none
 * @param message one line
 */
public record FluxReport(String object, boolean failed, Optional<String> commit, String message) {

    private static final String KUSTOMIZATION = "Kustomization ";

    /** @param name of a Kustomization, with its namespace */
    boolean isOfAnother(String name) {
        return object.startsWith(KUSTOMIZATION) && !object.equals(KUSTOMIZATION + name);
    }
}
