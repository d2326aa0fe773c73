package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.CanaryState.Workload;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Outage;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.observation.Fixtures.SetClock;
import dev.serin.observation.StubServer.Response;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The Kubernetes API from recorded answers. */
class KubernetesCanariesTest {

    private static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    private static final String STAMP = "advance 5-20 66fd8c7b9b 3f0c9a1d2b4e";

    private static final String CANARY = """
            {"apiVersion":"flagger.app/v1beta1","kind":"Canary",
             "metadata":{"name":"podinfo","namespace":"prod","annotations":{"serin.dev/first-weight":"10"},"resourceVersion":"7"},
             "spec":{"provider":"nginx","targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"podinfo"},
              "ingressRef":{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","name":"podinfo-web"},
              "service":{"name":"podinfo-svc","port":80},
              "analysis":{"interval":"1m30s","threshold":5,"stepWeights":[5,20,20],"someNewField":{"a":[1]},
               "webhooks":[
                {"name":"load","type":"rollout","url":"http://loadtester.test/","metadata":{"cmd":"hey"}},
                {"name":"brake","type":"rollback","url":"http://u:p@serin.serin-system/flagger/rollback/t0ken","metadata":{"decision":"%1$s"}},
                {"name":"heart","url":"http://serin.serin-system/base/flagger/rollout","metadata":{"decision":"%1$s","other":"x"}}]}},
             "status":{"phase":"Progressing","canaryWeight":20,"failedChecks":2,"iterations":0}}"""
            .formatted(STAMP);

    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T10:00:00Z"));
    private StubServer api;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        api = new StubServer();
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(api.url().toString()).withNamespace("default").build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    private KubernetesCanaries canaries(String... namespaces) {
        return new KubernetesCanaries(client, new KubernetesConfig() {
            @Override
            public Duration timeout() {
                return Duration.ofSeconds(20);
            }

            @Override
            public Duration listCache() {
                return Duration.ofSeconds(5);
            }
        }, namespaces.length == 0 ? Optional.empty() : Optional.of(Set.of(namespaces)), clock);
    }

    private Budget budget() {
        return Budget.of(Duration.ofSeconds(20), clock);
    }

    private CanaryState found(String canary) {
        api.answering(request -> Response.json(200, canary));
        return canaries().find(PODINFO, budget()).orElseThrow();
    }

    private static String list(String... canaries) {
        return "{\"apiVersion\":\"flagger.app/v1beta1\",\"kind\":\"CanaryList\",\"metadata\":{},\"items\":["
                + String.join(",", canaries) + "]}";
    }

    @Test
    void readsWhatFlaggerIsDoing() {
        CanaryState canary = found(CANARY);
        assertEquals(new CanaryState(PODINFO, Phase.PROGRESSING, new Weight(20), 2, Duration.ofSeconds(90), List.of(5, 20, 20),
                DecisionStamp.parse(STAMP), Set.of(HookType.ROLLBACK, HookType.ROLLOUT),
                new Workload("nginx", "podinfo", "podinfo-svc", Optional.of("podinfo-web")),
                Map.of("serin.dev/first-weight", "10")), canary);
        assertEquals("GET", api.requests.get(0).method());
        assertEquals("/apis/flagger.app/v1beta1/namespaces/prod/canaries/podinfo", api.requests.get(0).address().getPath());
    }

    @Test
    void theLabelsOfFluxTellWhichKustomizationAppliesACanary() {
        String label = "\"labels\":{\"kustomize.toolkit.fluxcd.io/name\":\"apps\"%s},\"resourceVersion\"";
        String other = CANARY.replace("\"name\":\"podinfo\",\"namespace\"", "\"name\":\"web\",\"namespace\"");
        String plain = CANARY.replace("\"name\":\"podinfo\",\"namespace\"", "\"name\":\"plain\",\"namespace\"");
        KubernetesCanaries canaries = canaries();
        assertEquals(Optional.empty(), canaries.of(PODINFO), "nothing was listed yet");

        api.answering(request -> Response.json(200, list(
                CANARY.replace("\"resourceVersion\"",
                        label.formatted(",\"kustomize.toolkit.fluxcd.io/namespace\":\"team-a\"")),
                other.replace("\"resourceVersion\"", label.formatted("")), plain)));
        canaries.all(budget());

        assertEquals(Optional.of("team-a/apps"), canaries.of(PODINFO));
        assertEquals(Optional.of("flux-system/apps"), canaries.of(new CanaryRef("prod", "web")));
        assertEquals(Optional.empty(), canaries.of(new CanaryRef("prod", "plain")));
    }

    @Test
    void trap20InWaitingPromotionTheWeightIsTheCeilingOfTheLiveList() {
        String waiting = CANARY.replace("\"phase\":\"Progressing\",\"canaryWeight\":20",
                "\"phase\":\"WaitingPromotion\",\"canaryWeight\":0");
        assertEquals(new Weight(20), found(waiting).weight());
        assertEquals(new Weight(50),
                found(waiting.replace("\"stepWeights\":[5,20,20]", "\"stepWeight\":10,\"maxWeight\":50")).weight());
        assertEquals(Weight.FULL, found(waiting.replace("\"stepWeights\":[5,20,20]", "\"stepWeight\":10")).weight());
    }

    @Test
    void aCanaryThatFlaggerHasNotTouchedYetHasNoPhaseAndDefaults() {
        CanaryState canary = found("""
                {"apiVersion":"flagger.app/v1beta1","kind":"Canary","metadata":{"name":"podinfo","namespace":"prod"},
                 "spec":{"targetRef":{"kind":"Deployment","name":"web"},"analysis":{"threshold":5,"stepWeight":10}}}""");
        assertEquals(new CanaryState(PODINFO, Phase.NONE, Weight.ZERO, 0, Duration.ofSeconds(60), List.of(), Optional.empty(),
                Set.of(), new Workload("", "web", "web", Optional.empty()), Map.of()), canary);
    }

    @Test
    void readsIntervalsAsFlaggerDoesButWithoutItsFloor() {
        Map<String, Duration> intervals = Map.of("30s", Duration.ofSeconds(30), "2m", Duration.ofMinutes(2), "1s",
                Duration.ofSeconds(1),
                "1.5m", Duration.ofSeconds(90), "250ms", Duration.ofMillis(250), "soon", Duration.ofSeconds(60), "0s",
                Duration.ofSeconds(60), "-5s", Duration.ofSeconds(60), "30", Duration.ofSeconds(60), "1ns",
                Duration.ofSeconds(60));
        intervals.forEach((text, interval) -> assertEquals(interval, found(CANARY.replace("1m30s", text)).interval(), text));
    }

    @Test
    void stampsThatDifferAreNoStamp() {
        String edited = CANARY.replace("{\"decision\":\"" + STAMP + "\"}",
                "{\"decision\":\"promote 20-20 66fd8c7b9b 000000000000\"}");
        assertEquals(Optional.empty(), found(edited).stamp());
        assertEquals(Optional.empty(), found(CANARY.replace("{\"decision\":\"" + STAMP + "\"}", "{}")).stamp());
    }

    @Test
    void onlyHooksWhoseAddressNamesTheirOwnTypeAreSerins() {
        assertEquals(Set.of(HookType.ROLLOUT),
                found(CANARY.replace("flagger/rollback/t0ken", "flagger/rollout/t0ken")).hooks());
        assertEquals(Set.of(HookType.ROLLOUT), found(CANARY.replace("flagger/rollback/t0ken", "flagger/rollback/a/b")).hooks());
        assertEquals(Set.of(HookType.ROLLOUT), found(CANARY.replace("flagger/rollback/t0ken", "notflagger/rollback")).hooks());
        assertEquals(Set.of(HookType.ROLLOUT),
                found(CANARY.replace("http://u:p@serin.serin-system/flagger/rollback/t0ken", "::")).hooks());
    }

    @Test
    void anUnknownCanaryIsEmpty() {
        api.answering(request -> Response.json(404, "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":404}"));
        assertEquals(Optional.empty(), canaries().find(PODINFO, budget()));
    }

    @Test
    void aRefusalIsAnOutageThatSaysWhatIsNeeded() {
        api.answering(request -> Response.json(403, "{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":403}"));
        Outage outage = assertThrows(Outage.class, () -> canaries().find(PODINFO, budget()));
        assertEquals("The Kubernetes API did not give the Canary prod/podinfo: it answered 403;"
                + " the service account needs get and list on canaries.flagger.app", outage.getMessage());
    }

    @Test
    void anErrorIsAskedOnceAndIsAnOutage() {
        api.answering(request -> Response.json(500, "{}"));
        assertThrows(Outage.class, () -> canaries().find(PODINFO, budget()));
        assertEquals(1, api.requests.size());
    }

    @Test
    void aSlowApiIsAnOutageInsideTheBudget() {
        CountDownLatch never = new CountDownLatch(1);
        api.answering(request -> {
            await(never);
            return Response.json(200, CANARY);
        });
        Outage outage = assertThrows(Outage.class,
                () -> canaries().find(PODINFO, Budget.of(Duration.ofMillis(100), clock)));
        assertEquals("The Kubernetes API did not give the Canary prod/podinfo: no answer within 100 ms", outage.getMessage());
        never.countDown();
        assertEquals(PODINFO, found(CANARY).ref(), "the client still works");
    }

    @Test
    void withoutTimeLeftTheApiIsNotAsked() {
        assertThrows(Outage.class, () -> canaries().find(PODINFO, Budget.of(Duration.ZERO, clock)));
        assertTrue(api.requests.isEmpty());
    }

    @Test
    void aCanaryOfAnUnknownKindOfPhaseIsAnOutageNotACrash() {
        api.answering(request -> Response.json(200, CANARY.replace("Progressing", "Dreaming")));
        Outage outage = assertThrows(Outage.class, () -> canaries().find(PODINFO, budget()));
        assertTrue(outage.getMessage().startsWith("The Canary prod/podinfo cannot be read: phase is not one of Flagger's"));
    }

    @Test
    void listsAllNamespacesAndKeepsTheListForAWhile() {
        api.answering(request -> Response.json(200,
                list(CANARY, CANARY.replace("\"name\":\"podinfo\",\"namespace\"", "\"name\":\"web\",\"namespace\""))));
        KubernetesCanaries canaries = canaries();
        assertEquals(List.of("prod/podinfo", "prod/web"), refs(canaries));
        clock.pass(Duration.ofSeconds(4));
        refs(canaries);
        assertEquals(1, api.requests.size());
        assertEquals("/apis/flagger.app/v1beta1/canaries", api.requests.get(0).address().getPath());
        clock.pass(Duration.ofSeconds(1));
        refs(canaries);
        assertEquals(2, api.requests.size());
    }

    private List<String> refs(KubernetesCanaries canaries) {
        return canaries.all(budget()).stream().map(canary -> canary.ref().toString()).toList();
    }

    @Test
    void listsOnlyTheServedNamespaces() {
        api.answering(request -> Response.json(200, request.address().getPath().contains("/prod/") ? list(CANARY) : list()));
        assertEquals(List.of("prod/podinfo"), refs(canaries("prod", "stage")));
        assertEquals(
                List.of("/apis/flagger.app/v1beta1/namespaces/prod/canaries",
                        "/apis/flagger.app/v1beta1/namespaces/stage/canaries"),
                api.requests.stream().map(request -> request.address().getPath()).toList());
    }

    @Test
    void oneOddCanaryDoesNotHideTheOthers() {
        api.answering(request -> Response.json(200, list(CANARY.replace("Progressing", "Dreaming"), CANARY)));
        assertEquals(List.of("prod/podinfo"), refs(canaries()));
    }

    @Test
    void anOlderListStandsInForOneThatCannotBeHad() {
        KubernetesCanaries canaries = canaries();
        api.answering(request -> Response.json(200, list(CANARY)));
        refs(canaries);
        api.answering(request -> Response.json(503, "{}"));
        clock.pass(Duration.ofSeconds(5));
        assertEquals(List.of("prod/podinfo"), refs(canaries));
        refs(canaries);
        assertEquals(2, api.requests.size(), "an outage is not asked about by every call");
    }

    @Test
    void withoutAnyListThereIsAnOutage() {
        api.answering(request -> Response.json(503, "{}"));
        assertThrows(Outage.class, () -> canaries().all(budget()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
