package dev.serin.simulation.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.simulation.ManualClock;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Read with the client that Serin uses. */
class KubernetesApiTest {

    private static final ResourceDefinitionContext CANARIES = new ResourceDefinitionContext.Builder()
            .withGroup("flagger.app").withVersion("v1beta1").withKind("Canary").withPlural("canaries").withNamespaced(true)
            .build();

    private final ManualClock clock = new ManualClock();
    private final Cluster cluster = new Cluster(clock);
    private final KubernetesApi api = new KubernetesApi(cluster);
    private final Config config = new ConfigBuilder(Config.empty()).withMasterUrl(api.url().toString())
            .withRequestRetryBackoffLimit(0).build();
    private final KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();

    @BeforeEach
    void twoNamespaces() {
        add("prod", "podinfo");
        add("prod", "payments");
        add("shop", "cart");
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private CanaryResource add(String namespace, String name) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("analysis").putArray("stepWeights").add(5).add(5);
        return cluster.apply(new CanaryRef(namespace, name),
                new CanaryResource.Manifest(Map.of(), Map.of("serin.dev/first-weight", "10"), spec));
    }

    private MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> canaries() {
        return client.genericKubernetesResources(CANARIES);
    }

    private static List<String> names(GenericKubernetesResourceList list) {
        return list.getItems().stream().map(item -> item.getMetadata().getNamespace() + "/" + item.getMetadata().getName())
                .toList();
    }

    @Test
    void listsANamespaceOrAll() {
        assertEquals(List.of("prod/payments", "prod/podinfo", "shop/cart"), names(canaries().inAnyNamespace().list()));
        assertEquals(List.of("shop/cart"), names(canaries().inNamespace("shop").list()));
        assertEquals(List.of(), names(canaries().inNamespace("empty").list()));
    }

    @Test
    void showsSpecAnnotationsAndStatus() {
        add("prod", "podinfo").updateStatus(
                status -> status.synced(Phase.PROGRESSING, "bcd", clock.instant()).atWeight(20, clock.instant()));
        GenericKubernetesResource canary = canaries().inNamespace("prod").withName("podinfo").get();
        assertEquals(List.of(5, 5), canary.get("spec", "analysis", "stepWeights"));
        assertEquals("10", canary.getMetadata().getAnnotations().get("serin.dev/first-weight"));
        assertEquals("Progressing", canary.get("status", "phase"));
        assertEquals(Integer.valueOf(20), canary.get("status", "canaryWeight"));
    }

    @Test
    void findsByApiVersionAndKindAlone() {
        assertEquals(3, client.genericKubernetesResources("flagger.app/v1beta1", "Canary").inAnyNamespace().list().getItems()
                .size());
    }

    @Test
    void anUnknownCanaryIsNotThere() {
        assertNull(canaries().inNamespace("prod").withName("unknown").get());
    }

    @Test
    void onlyAChangedSpecRaisesTheGeneration() {
        CanaryResource canary = add("prod", "podinfo");
        assertEquals(1, canary.generation());
        long before = cluster.resourceVersion();
        canary.apply(new CanaryResource.Manifest(Map.of(), Map.of(), JsonNodeFactory.instance.objectNode()));
        assertEquals(2, canary.generation());
        assertEquals(before + 1, cluster.resourceVersion());
    }

    @Test
    void nobodyCanWriteHere() {
        Resource<GenericKubernetesResource> podinfo = canaries().inNamespace("prod").withName("podinfo");
        assertThrows(KubernetesClientException.class, podinfo::delete);
    }

    @Test
    void itsPlugCanBePulledAndPutBack() {
        api.unplug();
        assertThrows(KubernetesClientException.class, () -> canaries().inAnyNamespace().list());
        api.plugIn();
        assertEquals("34", client.getKubernetesVersion().getMinor());
    }
}
