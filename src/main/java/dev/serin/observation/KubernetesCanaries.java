package dev.serin.observation;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Reads Canaries from the Kubernetes API with plain GETs: Serin needs no right but get and list, and no watch to keep alive. */
public final class KubernetesCanaries implements Canaries {

    private static final ResourceDefinitionContext CANARY = new ResourceDefinitionContext.Builder()
            .withGroup("flagger.app").withVersion("v1beta1").withKind("Canary").withPlural("canaries")
            .withNamespaced(true).build();

    /** A list and when it was read. */
    private record Fleet(List<CanaryState> canaries, Instant read) {
    }

    private final KubernetesClient client;
    private final Executor executor;
    private final ObjectMapper json;
    private final Clock clock;
    private final FleetConfig config;
    private final Set<String> namespaces;
    private volatile Fleet newest = new Fleet(List.of(), Instant.EPOCH);

    /** @param namespaces those to list; all when empty */
    public KubernetesCanaries(KubernetesClient client, Executor executor, ObjectMapper json, Clock clock, FleetConfig config,
            Set<String> namespaces) {
        this.client = client;
        this.executor = executor;
        this.json = json;
        this.clock = clock;
        this.config = config;
        this.namespaces = Set.copyOf(namespaces);
    }

    @Override
    public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
        return within(budget, "the Canary " + ref, () -> Optional.ofNullable(client.genericKubernetesResources(CANARY)
                .inNamespace(ref.namespace()).withName(ref.name()).get()).map(this::toState));
    }

    @Override
    public List<CanaryState> all(Budget budget) {
        Fleet fleet = newest;
        if (Duration.between(fleet.read(), clock.instant()).compareTo(config.listCache()) >= 0) {
            fleet = new Fleet(within(budget, "the list of Canaries", this::list), clock.instant());
            newest = fleet;
        }
        return fleet.canaries();
    }

    private List<CanaryState> list() {
        Stream<GenericKubernetesResource> resources = namespaces.isEmpty()
                ? client.genericKubernetesResources(CANARY).inAnyNamespace().list().getItems().stream()
                : namespaces.stream().flatMap(namespace -> client.genericKubernetesResources(CANARY)
                        .inNamespace(namespace).list().getItems().stream());
        return resources.map(this::toState).toList();
    }

    private CanaryState toState(GenericKubernetesResource resource) {
        return CanaryMapping.toState(json.<JsonNode> valueToTree(resource));
    }

    /** The client has one time-out for all its calls; this one is cut to the budget of each. */
    private <T> T within(Budget budget, String what, Supplier<T> read) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(read, executor);
        Duration limit = budget.upTo(config.timeout());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new Outage("the cluster did not give " + what + " within " + limit.toMillis() + " ms", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Outage("Serin is stopping", stopping);
        } catch (ExecutionException failed) {
            throw outage(what, failed.getCause());
        }
    }

    private static Outage outage(String what, Throwable cause) {
        boolean refused = cause instanceof KubernetesClientException refusal
                && refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        return new Outage(refused ? "the cluster does not let Serin read " + what : "the cluster did not give " + what, cause);
    }
}
