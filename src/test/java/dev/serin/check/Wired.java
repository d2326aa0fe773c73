package dev.serin.check;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A Canary that is wired as k8s/sample-canary.yaml, but for one thing.
 *
 * @param name of the Canary, in namespace prod
 * @param edit what makes its manifest another one than the sample
 * @param kustomization that applied it, as its labels say; empty for none
 * @param finding what the check has to say, as the beginning of a line and what else is in it; empty where all is well
 * @param word that the finding has to contain
 */
record Wired(String name, UnaryOperator<String> edit, String kustomization, String finding, String word) {

    static final String GOOD = "apps";

    /** One thing in the manifest is different. */
    static Wired edited(String name, UnaryOperator<String> edit, String finding, String word) {
        return new Wired(name, edit, GOOD, finding, word);
    }

    static Wired replaced(String name, String from, String to, String finding, String word) {
        return edited(name, text -> text.replace(from, to), finding, word);
    }

    /** The manifest is the sample; what is different lies elsewhere. */
    static Wired plain(String name, String kustomization, String finding, String word) {
        return new Wired(name, UnaryOperator.identity(), kustomization, finding, word);
    }

    /** Without the hook of this type. */
    static Wired without(String name, String type, String finding, String word) {
        return edited(name, text -> text.replaceFirst(
                "(?m)^      - name: [a-z-]+\\n        type: " + type + "\\n(        .*\\n)+", ""), finding, word);
    }

    String manifest(String sample) {
        // The last hook's metadata stands for all: an anchor must not go with the hook that happens to hold it.
        String plain = sample.replace("&serin\n          decision: none", "{decision: none}").replace("*serin",
                "{decision: none}");
        String named = edit.apply(plain).replace("name: podinfo", "name: " + name);
        return named;
    }

    Map<String, String> labels() {
        return kustomization.isEmpty() ? Map.of()
                : Map.of("kustomize.toolkit.fluxcd.io/name", kustomization, "kustomize.toolkit.fluxcd.io/namespace",
                        "flux-system");
    }

    @Override
    public String toString() {
        return name;
    }
}
