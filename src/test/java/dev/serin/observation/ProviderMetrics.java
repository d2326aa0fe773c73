package dev.serin.observation;

import java.util.List;

/**
 * The metrics of every provider with the labels it really has, for one canary: it answers 20 requests, 3 of them
 * wrongly and 15 of them within 100 ms; its primary answers 400. Neighbours with similar names are there to be
 * confused.
 */
final class ProviderMetrics {

    static final String NAME = "podinfo";

    static final List<String> HOSTILE = List.of("a.b", "a|b", "(a)", "x\"} or up{job=\"test", "back\\slash", "line\nbreak",
            "[a-z]+*?^$",
            "plain");

    private ProviderMetrics() {
    }

    static String before() {
        return all(0, 0, 0, 0) + hostile();
    }

    static String after() {
        return all(17, 3, 15, 400) + hostile();
    }

    private static String hostile() {
        StringBuilder lines = new StringBuilder();
        HOSTILE.forEach(name -> lines.append("hostile{name=\"")
                .append(name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append("\"} 1\n"));
        return lines.append("hostile{name=\"axb\"} 1\nhostile{name=\"a\"} 1\nhostile{name=\"b\"} 1\n").toString();
    }

    private static String all(int good, int bad, int fast, int primary) {
        return istio(good, bad, fast, primary) + linkerd(good, bad, fast, primary) + nginx(good, bad, fast, primary)
                + contour(good, bad, fast, primary) + traefik(good, bad, fast, primary) + http(good, bad, fast, primary);
    }

    private static String istio(int good, int bad, int fast, int primary) {
        return """
                istio_requests_total{L,destination_workload="podinfo",reporter="destination",response_code="200"} %1$d
                istio_requests_total{L,destination_workload="podinfo",reporter="destination",response_code="503"} %2$d
                istio_requests_total{L,destination_workload="podinfo",reporter="source",response_code="503"} %4$d
                istio_requests_total{L,destination_workload="podinfo-primary",reporter="destination",response_code="200"} %4$d
                istio_requests_total{L,destination_workload="podinfo-next",reporter="destination",response_code="500"} %4$d
                istio_requests_total{L,destination_workload="meshed",reporter="destination",response_code="200"} %5$d
                istio_request_duration_milliseconds_bucket{L,destination_workload="podinfo",reporter="destination",le="100"} %3$d
                istio_request_duration_milliseconds_bucket{L,destination_workload="podinfo",reporter="destination",le="+Inf"} %6$d
                istio_request_duration_milliseconds_bucket{L,destination_workload="podinfo-primary",reporter="destination",le="+Inf"} %4$d
                """
                .replace("{L", "{destination_workload_namespace=\"test\"")
                .formatted(good, bad, fast, primary, primary == 0 ? 0 : 11, good + bad);
    }

    private static String linkerd(int good, int bad, int fast, int primary) {
        return """
                response_total{L,deployment="podinfo",direction="inbound",classification="success"} %1$d
                response_total{L,deployment="podinfo",direction="inbound",classification="failure"} %2$d
                response_total{L,deployment="podinfo",direction="outbound",classification="failure"} %4$d
                response_total{L,deployment="podinfo-primary",direction="inbound",classification="success"} %4$d
                response_latency_ms_bucket{L,deployment="podinfo",direction="inbound",le="100"} %3$d
                response_latency_ms_bucket{L,deployment="podinfo",direction="inbound",le="+Inf"} %5$d
                response_latency_ms_bucket{L,deployment="podinfo-primary",direction="inbound",le="+Inf"} %4$d
                """.replace("{L", "{namespace=\"test\"").formatted(good, bad, fast, primary, good + bad);
    }

    private static String nginx(int good, int bad, int fast, int primary) {
        return """
                nginx_ingress_controller_requests{L,canary="test-podinfo-canary-80",status="200"} %1$d
                nginx_ingress_controller_requests{L,canary="test-podinfo-canary-80",status="502"} %2$d
                nginx_ingress_controller_requests{L,canary="",status="200"} %4$d
                nginx_ingress_controller_response_duration_seconds_bucket{L,canary="test-podinfo-canary-80",le="0.1"} %3$d
                nginx_ingress_controller_response_duration_seconds_bucket{L,canary="test-podinfo-canary-80",le="+Inf"} %5$d
                nginx_ingress_controller_response_duration_seconds_bucket{L,canary="",le="+Inf"} %4$d
                """.replace("{L", "{namespace=\"test\",ingress=\"podinfo-ing\"").formatted(good, bad, fast, primary,
                good + bad);
    }

    private static String contour(int good, int bad, int fast, int primary) {
        return """
                envoy_cluster_upstream_rq{envoy_cluster_name="test_podinfo-svc-canary_9898",envoy_response_code="200"} %1$d
                envoy_cluster_upstream_rq{envoy_cluster_name="test_podinfo-svc-canary_9898",envoy_response_code="503"} %2$d
                envoy_cluster_upstream_rq{envoy_cluster_name="test_podinfo-svc-primary_9898",envoy_response_code="200"} %4$d
                envoy_cluster_upstream_rq{envoy_cluster_name="test_podinfo-svc-canary-x-canary_9898",envoy_response_code="500"} %4$d
                envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="test_podinfo-svc-canary_9898",le="100"} %3$d
                envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="test_podinfo-svc-canary_9898",le="+Inf"} %5$d
                envoy_cluster_upstream_rq_time_bucket{envoy_cluster_name="test_podinfo-svc-primary_9898",le="+Inf"} %4$d
                """
                .formatted(good, bad, fast, primary, good + bad);
    }

    private static String traefik(int good, int bad, int fast, int primary) {
        return """
                traefik_service_request_duration_seconds_count{service="test-podinfo-svc-canary-80@kubernetescrd",code="200"} %1$d
                traefik_service_request_duration_seconds_count{service="test-podinfo-svc-canary-80@kubernetescrd",code="500"} %2$d
                traefik_service_request_duration_seconds_count{service="test-podinfo-svc-primary-80@kubernetescrd",code="200"} %4$d
                traefik_service_request_duration_seconds_bucket{service="test-podinfo-svc-canary-80@kubernetescrd",le="0.1"} %3$d
                traefik_service_request_duration_seconds_bucket{service="test-podinfo-svc-canary-80@kubernetescrd",le="+Inf"} %5$d
                traefik_service_request_duration_seconds_bucket{service="test-podinfo-svc-primary-80@kubernetescrd",le="+Inf"} %4$d
                """
                .formatted(good, bad, fast, primary, good + bad);
    }

    private static String http(int good, int bad, int fast, int primary) {
        return """
                http_request_duration_seconds_count{L,kubernetes_pod_name="podinfo-6b8f-2xk9",status="200"} %1$d
                http_request_duration_seconds_count{L,kubernetes_pod_name="podinfo-6b8f-2xk9",status="500"} %2$d
                http_request_duration_seconds_count{L,kubernetes_pod_name="podinfo-primary-5d4c-8fhq",status="200"} %4$d
                http_request_duration_seconds_count{L,kubernetes_pod_name="podinfo-next-5d4c-8fhq",status="500"} %4$d
                http_request_duration_seconds_bucket{L,kubernetes_pod_name="podinfo-6b8f-2xk9",le="0.1"} %3$d
                http_request_duration_seconds_bucket{L,kubernetes_pod_name="podinfo-6b8f-2xk9",le="+Inf"} %5$d
                http_request_duration_seconds_bucket{L,kubernetes_pod_name="podinfo-primary-5d4c-8fhq",le="+Inf"} %4$d
                """.replace("{L", "{kubernetes_namespace=\"test\"").formatted(good, bad, fast, primary, good + bad);
    }
}
