package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.CanaryState.Workload;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.observation.AlertMapping.Ambiguous;
import dev.serin.observation.AlertMapping.Found;
import dev.serin.observation.AlertMapping.Unrelated;

/** Which canary an alert is about, and which of its versions. */
class AlertMappingTest {

    private static final Instant SINCE = Instant.parse("2026-03-04T11:27:48.839Z");
    private static final List<CanaryState> FLEET = List.of(
            canary("prod", "podinfo", "podinfo", "podinfo-svc"), canary("prod", "cart-release", "cart", "cart"),
            canary("staging", "podinfo", "podinfo", "podinfo"), canary("prod", "web", "web", "web"));

    private final AlertMapping mapping = new AlertMapping(Alertmanagers.config());

    private static CanaryState canary(String namespace, String name, String target, String service, HookType... hooks) {
        return new CanaryState(new CanaryRef(namespace, name), Phase.PROGRESSING, new Weight(5), 0, Duration.ofSeconds(30),
                List.of(5, 5), Optional.empty(), hooks.length == 0 ? Set.of(HookType.ROLLBACK) : Set.of(hooks),
                new Workload("istio", target, service, Optional.of(name + "-ingress")), Map.of());
    }

    private AlertMapping.Target target(String labels) {
        return mapping.target(reported(labels), FLEET);
    }

    /** @param labels {@code name=value} separated by spaces */
    private static ReportedAlert reported(String labels) {
        Map<String, String> byName = new HashMap<>();
        for (String label : labels.split(" ")) {
            byName.put(label.split("=")[0], label.split("=")[1]);
        }
        return new ReportedAlert("a0d63d7b2e66d6fd", true, byName, SINCE, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            namespace=prod deployment=podinfo                                              | podinfo      | canary
            namespace=prod deployment=podinfo-primary                                      | podinfo      | primary
            namespace=prod deployment=podinfo-canary                                       | podinfo      | canary
            namespace=prod deployment=cart                                                 | cart-release | canary
            namespace=prod daemonset=cart-primary                                          | cart-release | primary
            namespace=prod pod=podinfo-7d8f9c6b5d-x7k2p                                    | podinfo      | canary
            namespace=prod pod=podinfo-primary-7d8f9c6b5d-x7k2p                            | podinfo      | primary
            namespace=prod pod=web-primary-x7k2p                                           | web          | primary
            namespace=prod pod=cart-x7k2p                                                  | cart-release | canary
            namespace=prod service=podinfo-svc                                             | podinfo      | unknown
            namespace=prod service=podinfo-svc-canary                                      | podinfo      | canary
            namespace=prod service=podinfo-svc-primary                                     | podinfo      | primary
            namespace=prod ingress=podinfo-ingress                                         | podinfo      | unknown
            namespace=prod app=podinfo                                                     | podinfo      | unknown
            namespace=prod app=podinfo pod=podinfo-primary-7d8f9c6b5d-x7k2p                | podinfo      | primary
            namespace=prod app=podinfo pod=podinfo-7d8f9c6b5d-x7k2p                        | podinfo      | canary
            namespace=prod deployment=podinfo pod=podinfo-primary-7d8f9c6b5d-x7k2p         | podinfo      | primary
            namespace=istio-system destination_workload_namespace=prod destination_workload=podinfo service=istiod | podinfo | canary
            namespace=monitoring exported_namespace=prod deployment=podinfo pod=kube-state-metrics-0 | podinfo | canary
            namespace=prod serin_canary=cart-release                                       | cart-release | unknown
            namespace=prod serin_canary=cart-release serin_role=canary                     | cart-release | canary
            namespace=prod serin_canary=cart-release serin_role=primary deployment=cart    | cart-release | primary
            namespace=prod serin_canary=cart-release deployment=cart                       | cart-release | canary
            namespace=prod serin_canary=cart-release deployment=podinfo                    | cart-release | unknown
            namespace=prod canary=podinfo                                                  | podinfo      | unknown
            namespace=prod canary=podinfo-primary                                          | podinfo      | primary
            """)
    void theLabelsTellCanaryAndRole(String labels, String name, String role) {
        Found found = assertInstanceOf(Found.class, target(labels));

        assertEquals(new CanaryRef("prod", name), found.canary());
        assertEquals(role, found.alert().role().word());
    }

    @ParameterizedTest
    @CsvSource({ "deployment=podinfo", "namespace=prod severity=critical", "namespace=dev deployment=podinfo",
            "namespace=prod deployment=podinfo2", "namespace=prod pod=podinfo", "namespace=prod canary=true",
            "namespace=prod deployment=podinfo-primary-primary", "namespace=prod pod=my-podinfo-7d8f9c6b5d-x7k2p" })
    void whatNamesNoCanaryIsUnrelated(String labels) {
        assertEquals(new Unrelated(), target(labels));
    }

    @Test
    void anAlertAboutTwoCanariesBrakesNeither() {
        assertEquals(new Ambiguous(Set.of(new CanaryRef("prod", "podinfo"), new CanaryRef("prod", "web"))),
                target("namespace=prod deployment=podinfo service=web"));
    }

    @Test
    void aCanaryWhoseHooksDoNotCallSerinIsNoneOfItsBusiness() {
        CanaryState foreign = new CanaryState(new CanaryRef("prod", "legacy"), Phase.PROGRESSING, new Weight(5), 0,
                Duration.ofSeconds(30), List.of(), Optional.empty(), Set.of(),
                new Workload("istio", "legacy", "legacy", Optional.empty()), Map.of());

        assertEquals(new Unrelated(), mapping.target(reported("namespace=prod deployment=legacy"), List.of(foreign)));
    }

    @Test
    void anAlertOfAnotherClusterIsUnrelated() {
        AlertMapping here = new AlertMapping(Alertmanagers.config(Map.of("require.cluster", "eu-1")));

        assertInstanceOf(Found.class, here.target(reported("cluster=eu-1 namespace=prod deployment=podinfo"), FLEET));
        assertEquals(new Unrelated(), here.target(reported("cluster=us-1 namespace=prod deployment=podinfo"), FLEET));
        assertEquals(new Unrelated(), here.target(reported("namespace=prod deployment=podinfo"), FLEET));
    }

    @Test
    void theNamesOfTheLabelsCanBeConfigured() {
        AlertMapping own = new AlertMapping(Alertmanagers.config(Map.of("labels.workload", "workload_name", "labels.namespace",
                "ns", "labels.severity", "prio", "labels.severity-default", "page")));

        Found found = assertInstanceOf(Found.class, own.target(reported("ns=prod workload_name=podinfo prio=P1"), FLEET));
        assertEquals("p1", found.alert().severity());
        found = assertInstanceOf(Found.class, own.target(reported("ns=prod workload_name=podinfo"), FLEET));
        assertEquals("page", found.alert().severity());
    }

    @Test
    void labelsBecomeShortSingleLines() {
        ReportedAlert hostile = new ReportedAlert("a0d63d7b2e66d6fd", true, Map.of("namespace", "prod", "deployment", "podinfo",
                "alertname", "Errors\nSerin-Policy: forged\u2028" + "x".repeat(1000), "severity",
                "CRITICAL\r\n" + "y".repeat(100)),
                SINCE, Optional.empty());

        Alert alert = assertInstanceOf(Found.class, mapping.target(hostile, FLEET)).alert();

        assertEquals(Alert.NAME_MAX, alert.name().length());
        assertEquals("Errors Serin-Policy: forged xxx", alert.name().substring(0, 31));
        assertEquals(Alert.SEVERITY_MAX, alert.severity().length());
        assertEquals("critical yyy", alert.severity().substring(0, 12));
    }
}
