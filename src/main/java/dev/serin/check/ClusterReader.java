package dev.serin.check;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Single resources of the cluster, each by one plain GET. */
@ApplicationScoped
class ClusterReader {

    /** What is read, and the version in which Serin reads it. */
    enum Kind {
        CANARY("flagger.app", "v1beta1", "Canary", "canaries"),
        KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations"),
        GIT_REPOSITORY("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories");

        private final ResourceDefinitionContext context;
        private final String version;
        private final String resource;

        Kind(String group, String version, String kind, String plural) {
            this.context = new ResourceDefinitionContext.Builder().withGroup(group).withVersion(version).withKind(kind)
                    .withPlural(plural).withNamespaced(true).build();
            this.version = group + "/" + version;
            this.resource = plural + "." + group;
        }

        /** Group and version. */
        String version() {
            return version;
        }
    }

    private final KubernetesClient client;

    ClusterReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @return empty when the cluster has no such resource, or does not know the kind
     * @throws Outage when the cluster did not answer inside the budget, or refused
     */
    Optional<Fields> find(Kind kind, CanaryRef ref, Budget budget) {
        return ask("to get " + kind.resource, budget, api -> Optional.ofNullable(
                api.genericKubernetesResources(kind.context).inNamespace(ref.namespace()).withName(ref.name()).get()))
                .map(Fields::new);
    }

    /** Whether the cluster has this kind in this version. @throws Outage when it did not answer */
    boolean serves(Kind kind, Budget budget) {
        return ask("to discover " + kind.version, budget, api -> Optional.ofNullable(api.getApiResources(kind.version)))
                .filter(list -> list.getResources().stream().anyMatch(one -> one.getKind().equals(kind.context.getKind())))
                .isPresent();
    }

    private <T> Optional<T> ask(String what, Budget budget, Function<KubernetesClient, Optional<T>> question) {
        Duration timeout = share(budget);
        if (timeout.toMillis() == 0) {
            throw new Outage("No time was left to ask the Kubernetes API");
        }
        RequestConfig within = new RequestConfigBuilder().withRequestTimeout((int) timeout.toMillis())
                .withRequestRetryBackoffLimit(0).build();
        try {
            return question.apply(client.newClient(within).adapt(KubernetesClient.class));
        } catch (KubernetesClientException e) {
            return absent(e, what);
        }
    }

    /**
     * Half of what is left: more than a hook may wait, for to the command's first question everything is still to be loaded,
     * and yet a cluster that hangs leaves time to look into Git.
     */
    static Duration share(Budget budget) {
        return budget.remaining().dividedBy(2);
    }

    private static <T> Optional<T> absent(KubernetesClientException e, String what) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        boolean refused = e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        throw new Outage(refused ? "The service account has no right " + what
                : "The Kubernetes API did not answer when asked " + what, e);
    }
}
