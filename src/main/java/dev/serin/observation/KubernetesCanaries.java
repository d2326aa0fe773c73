package dev.serin.observation;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;

/** The Canaries of the cluster through the Kubernetes API, by plain GETs: Serin has no right to write there. */
@ApplicationScoped
public class KubernetesCanaries implements Canaries, Kustomizations {

    private static final Logger LOG = Logger.getLogger(KubernetesCanaries.class);

    /** @param kustomizations that apply the canaries, where labels name them */
    private record Listed(List<CanaryState> canaries, Map<CanaryRef, String> kustomizations, Instant tried) {

        Listed triedAgain(Instant now) {
            return new Listed(canaries, kustomizations, now);
        }
    }

    private final KubernetesClient client;
    private final KubernetesConfig config;
    private final Set<String> namespaces;
    private final Clock clock;
    private final ReentrantLock listing = new ReentrantLock();
    private volatile Optional<Listed> listed = Optional.empty();

    /** @param namespaces those that Serin serves; none means all */
    public KubernetesCanaries(KubernetesClient client, KubernetesConfig config,
            @ConfigProperty(name = "serin.flagger.namespaces") Optional<Set<String>> namespaces, Clock clock) {
        this.client = client;
        this.config = config;
        this.namespaces = namespaces.orElse(Set.of());
        this.clock = clock;
    }

    @Override
    public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
        Optional<GenericKubernetesResource> found = ask("the Canary " + ref, budget, api -> Optional.ofNullable(
                api.genericKubernetesResources(CanaryResource.CONTEXT).inNamespace(ref.namespace()).withName(ref.name())
                        .get()));
        return found.map(resource -> read(ref, resource));
    }

    private static CanaryState read(CanaryRef ref, GenericKubernetesResource resource) {
        try {
            return CanaryResource.state(resource);
        } catch (InvalidField e) {
            throw new Outage("The Canary " + ref + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<CanaryState> all(Budget budget) {
        if (isFresh()) {
            return listed.get().canaries();
        }
        if (!tryLock(budget)) {
            return listed.map(Listed::canaries).orElseThrow(() -> new Outage("The Canaries were not listed in time"));
        }
        try {
            return isFresh() ? listed.get().canaries() : list(budget);
        } finally {
            listing.unlock();
        }
    }

    private boolean isFresh() {
        return listed.filter(list -> clock.instant().isBefore(list.tried().plus(config.listCache()))).isPresent();
    }

    /** One caller lists; the others wait for it inside their own budgets. */
    private boolean tryLock(Budget budget) {
        try {
            return listing.tryLock(budget.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where there is an older list, it stands in for one that cannot be had, until the next try is due. */
    private List<CanaryState> list(Budget budget) {
        Listed now;
        try {
            now = read(listNow(budget));
        } catch (Outage outage) {
            LOG.warn(outage.getMessage());
            now = listed.orElseThrow(() -> outage).triedAgain(clock.instant());
        }
        listed = Optional.of(now);
        return now.canaries();
    }

    private Listed read(List<GenericKubernetesResource> resources) {
        Map<CanaryRef, String> kustomizations = new HashMap<>();
        List<CanaryState> canaries = new ArrayList<>();
        resources.forEach(resource -> readable(resource).ifPresent(canary -> {
            canaries.add(canary);
            CanaryResource.kustomization(resource).ifPresent(name -> kustomizations.put(canary.ref(), name));
        }));
        return new Listed(List.copyOf(canaries), Map.copyOf(kustomizations), clock.instant());
    }

    @Override
    public Optional<String> of(CanaryRef canary) {
        return listed.flatMap(list -> Optional.ofNullable(list.kustomizations().get(canary)));
    }

    private List<GenericKubernetesResource> listNow(Budget budget) {
        Stream<GenericKubernetesResource> found = namespaces.isEmpty()
                ? ask("the list of Canaries", budget,
                        api -> api.genericKubernetesResources(CanaryResource.CONTEXT).inAnyNamespace()
                                .list().getItems())
                        .stream()
                : namespaces.stream().sorted().flatMap(namespace -> ask("the list of Canaries in " + namespace, budget,
                        api -> api.genericKubernetesResources(CanaryResource.CONTEXT).inNamespace(namespace).list().getItems())
                        .stream());
        return found.toList();
    }

    /** One odd Canary must not hide the others. */
    private static Optional<CanaryState> readable(GenericKubernetesResource resource) {
        try {
            return Optional.of(CanaryResource.state(resource));
        } catch (InvalidField e) {
            LOG.warnf("The Canary %s/%s is left out of the list: %s", resource.getMetadata().getNamespace(),
                    resource.getMetadata().getName(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The time-out is the request's own, so an answer that comes late is dropped by the client and holds nothing. */
    private <T> T ask(String what, Budget budget, Function<KubernetesClient, T> question) {
        Duration timeout = budget.upTo(config.timeout());
        if (timeout.toMillis() == 0) {
            throw new Outage("No time was left to ask the Kubernetes API for " + what);
        }
        try {
            return question.apply(client.newClient(within(timeout)).adapt(KubernetesClient.class));
        } catch (KubernetesClientException e) {
            throw new Outage("The Kubernetes API did not give " + what + ": " + reason(e, timeout), e);
        }
    }

    private static RequestConfig within(Duration timeout) {
        return new RequestConfigBuilder().withRequestTimeout((int) timeout.toMillis()).withRequestRetryBackoffLimit(0).build();
    }

    private static String reason(KubernetesClientException e, Duration timeout) {
        int status = e.getCode();
        if (status <= 0) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        boolean refused = status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
        return "it answered " + status + (refused ? "; the service account needs get and list on canaries.flagger.app" : "");
    }
}
