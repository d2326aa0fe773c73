package dev.serin.simulation.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.simulation.ManualClock;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.Cluster;
import dev.serin.simulation.flagger.CanarySpec;

class FluxSyncTest {

    private static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final Cluster cluster = new Cluster(clock);
    private FleetRepository repository;
    private FluxSync flux;

    @BeforeEach
    void theDemosFleet() {
        SerinAddress serin = new SerinAddress(URI.create("http://localhost:8080"), "s3cret");
        PersonIdent author = new PersonIdent("Fleet", "fleet@example.org", Date.from(clock.instant()),
                TimeZone.getTimeZone("UTC"));
        repository = FleetRepository.create(directory.resolve("fleet.git"), DemoFleet.files(serin), author);
        flux = new FluxSync(repository, cluster, clock, Duration.ofSeconds(2));
    }

    private void reconcileAfterTheDelay() {
        flux.reconcile();
        clock.advance(Duration.ofSeconds(2));
        flux.reconcile();
    }

    private void push(String from, String to) throws Exception {
        new FleetPush(repository, directory).replace("apps/prod/podinfo/canary.yaml", from, to);
    }

    private JsonNode stepWeights() {
        return cluster.find(PODINFO).orElseThrow().manifest().spec().at("/analysis/stepWeights");
    }

    @Test
    void appliesEveryCanaryOfTheFleetUnderItsRealNamespace() {
        reconcileAfterTheDelay();
        assertEquals(List.of("batch/mailer", "batch/reports", "edge/gateway", "edge/recommender", "prod/checkout",
                "prod/ledger", "prod/payments", "prod/podinfo", "shop/cart", "shop/catalog", "shop/search"),
                cluster.all().stream().map(canary -> canary.ref().toString()).toList());
    }

    @Test
    void everyHookOfTheFleetCallsSerinUnderItsOwnType() {
        reconcileAfterTheDelay();
        for (CanaryResource canary : cluster.all()) {
            CanarySpec spec = CanarySpec.of(canary.manifest().spec());
            assertEquals(Duration.ofSeconds(10), spec.interval(), canary.ref()::toString);
            assertFalse(spec.webhooks().isEmpty(), canary.ref()::toString);
            spec.webhooks().forEach(webhook -> assertEquals("http://localhost:8080/flagger/" + webhook.type() + "/s3cret",
                    webhook.url(), canary.ref()::toString));
        }
    }

    @Test
    void everyWiringCanBeWrittenPlainly() {
        for (Wiring wiring : Wiring.values()) {
            PlainManifest manifest = new PlainManifest(PODINFO, wiring,
                    new SerinAddress(URI.create("http://localhost:8080"), "t"));
            CanaryResource.Manifest read = CanaryManifests.in(Map.of(manifest.path(), manifest.text())).get(PODINFO);
            List<HookType> types = CanarySpec.of(read.spec()).webhooks().stream().map(webhook -> webhook.type()).toList();
            assertEquals(wiring.hooks(), types);
        }
    }

    @Test
    void aPushIsAppliedAfterTheDelay() throws Exception {
        reconcileAfterTheDelay();
        push("[5, 5]", "[5, 20, 20]");
        flux.reconcile();
        assertEquals("[5,5]", stepWeights().toString());
        clock.advance(Duration.ofSeconds(2));
        flux.reconcile();
        assertEquals("[5,20,20]", stepWeights().toString());
    }

    @Test
    void hookMetadataMayBeAnAnchorAndItsAliases() throws Exception {
        push("{decision: none}", "{decision: abc}");
        reconcileAfterTheDelay();
        assertEquals("abc", cluster.find(PODINFO).orElseThrow().manifest().spec().at("/analysis/webhooks/1/metadata/decision")
                .asText());
    }

    @Test
    void aBrokenManifestLeavesTheClusterAsItIs() throws Exception {
        reconcileAfterTheDelay();
        push("stepWeights: [5, 5]", "stepWeights: [5, 20");
        reconcileAfterTheDelay();
        assertEquals("[5,5]", stepWeights().toString());
    }

    @Test
    void withoutGitTheClusterKeepsWhatItHasAndCatchesUpLater() throws Exception {
        reconcileAfterTheDelay();
        push("[5, 5]", "[5, 20, 20]");
        repository.unplug();
        reconcileAfterTheDelay();
        assertEquals("[5,5]", stepWeights().toString());
        repository.plugIn();
        reconcileAfterTheDelay();
        assertEquals("[5,20,20]", stepWeights().toString());
    }
}
