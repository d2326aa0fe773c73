package dev.serin.simulation.fleet;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;

/** The plainest manifest of one Canary, for a world with any wiring. Its target has the Canary's name. */
public record PlainManifest(CanaryRef canary, Wiring wiring, SerinAddress serin) {

    public String path() {
        return "apps/" + canary.namespace() + "/" + canary.name() + ".yaml";
    }

    public String text() {
        StringBuilder text = new StringBuilder("""
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata:
                  name: %1$s
                  namespace: %2$s
                spec:
                  targetRef:
                    apiVersion: apps/v1
                    kind: Deployment
                    name: %1$s
                  service:
                    port: 80
                  analysis:
                    interval: 2s
                    threshold: 5
                    stepWeights: [5, 5]
                    webhooks:
                """.formatted(canary.name(), canary.namespace()));
        wiring.hooks().forEach(type -> text.append(hook(type)));
        return text.toString();
    }

    private String hook(HookType type) {
        return "      - name: serin-%1$s\n        type: %1$s\n        url: %2$s\n".formatted(type, serin.hook(type));
    }
}
