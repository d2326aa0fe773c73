package dev.serin.simulation.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The repository of the demo: a small fleet as people write it, in several styles. The files lie under {@code /fleet}. */
public final class DemoFleet {

    private static final List<String> PATHS = List.of("README.md", "apps/prod/podinfo/canary.yaml",
            "apps/prod/podinfo/deployment.yaml", "apps/prod/payments.yaml", "apps/prod/checkout.yaml",
            "apps/shop/kustomization.yaml", "apps/shop/search.yaml", "apps/shop/cart.yaml", "apps/shop/catalog.yaml",
            "apps/edge/gateway.yaml", "apps/edge/recommender.yaml", "apps/batch/mailer.yaml", "apps/batch/reports.yaml");

    private DemoFleet() {
    }

    /** Text by path, with the hooks pointing to Serin. */
    public static Map<String, String> files(SerinAddress serin) {
        Map<String, String> files = new TreeMap<>();
        PATHS.forEach(path -> files.put(path, serin.writtenInto(text(path))));
        return files;
    }

    private static String text(String path) {
        try (InputStream file = DemoFleet.class.getResourceAsStream("/fleet/" + path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the demo's manifest " + path, e);
        }
    }
}
