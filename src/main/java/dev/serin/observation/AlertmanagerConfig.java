package dev.serin.observation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hibernate.validator.constraints.time.DurationMin;

import dev.serin.secret.CallerConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may send alerts, and how they are read. What they do to a release is a matter of the guardrails. */
@ConfigMapping(prefix = "serin.alertmanager")
public interface AlertmanagerConfig extends CallerConfig {

    /** An alert that was not repeated for so long no longer counts. Longer than Alertmanager's {@code repeat_interval}. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration expireAfter();

    /** Labels, by name, that an alert must have with these values to be heard: tells clusters apart that share Alertmanager. */
    Map<String, String> require();

    Labels labels();

    Query query();

    /** Which labels say what; of a list, more than one may be there. */
    interface Labels {

        /** Names of the label that names a Canary by its own name. */
        @WithDefault("serin_canary,flagger_canary,canary")
        List<String> canary();

        /** Names the label that says {@code canary} or {@code primary}; without it the other labels tell. */
        @WithDefault("serin_role")
        String role();

        /** Names of the label that names the namespace; the first that is there counts. */
        @WithDefault("destination_workload_namespace,exported_namespace,namespace,kubernetes_namespace,k8s_namespace_name")
        List<String> namespace();

        /** Names of the label that names a workload: the canary's is the target, the primary's ends in {@code -primary}. */
        @WithDefault("destination_workload,deployment,daemonset,workload,k8s_deployment_name")
        List<String> workload();

        /** Names of the label that names a pod, whose name begins with that of its workload. */
        @WithDefault("pod,exported_pod,kubernetes_pod_name,k8s_pod_name")
        List<String> pod();

        /** Names of the label that names a service or an ingress, which alone stands for both versions. */
        @WithDefault("destination_service_name,service,exported_service,ingress,app,app_kubernetes_io_name")
        List<String> service();

        /** Names the label with the severity. */
        @WithDefault("severity")
        String severity();

        /** The severity of an alert that has none. */
        @WithDefault("warning")
        String severityDefault();
    }

    /** Where to ask for the alerts that did not fit into a call. */
    interface Query extends ServerCredentials {

        /** Alertmanager's base address, without {@code /api/v2}. */
        Optional<URI> url();

        /** The longest wait for its answer. */
        @WithDefault("5s")
        Duration timeout();

        /** The largest answer that is read, in bytes. */
        @WithDefault("16777216")
        int answerBytesMax();
    }
}
