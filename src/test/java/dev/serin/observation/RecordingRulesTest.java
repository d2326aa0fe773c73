package dev.serin.observation;

import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.install.Promtool;

/** Serin's own questions, asked of raw series and of recorded ones, evaluated by the real promtool. */
class RecordingRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final String PREFIX = "serin.prometheus.";
    private static final String BY_VERSION = "serin_namespace, serin_workload";

    /**
     * At the twelfth sample, three minutes on, the window holds the restart of the pod of two callers, and the first of a
     * third.
     */
    private static final String STEADY = "0+15x20";
    private static final String OTHER = "0+30x20";
    private static final String FAILED = "0+3x20";
    private static final String RESTARTED = "0+100x10 0+10x10";
    private static final String NEW = "_x10 4+1x10";

    @TempDir
    Path folder;
    private final ArrayNode series = JSON.createArrayNode();
    private final ArrayNode expected = JSON.createArrayNode();

    @BeforeEach
    void traffic() {
        for (String version : List.of("podinfo", "podinfo-primary")) {
            of("istio_requests_total{reporter='destination',destination_workload_namespace='prod',destination_workload='"
                    + version
                    + "',", "response_code='200'", "response_code='503'");
            of("response_total{direction='inbound',namespace='prod',deployment='" + version + "',", "classification='success'",
                    "classification='failure'");
            of("nginx_ingress_controller_requests{namespace='prod',ingress='podinfo-web',canary='"
                    + (version.equals("podinfo") ? "prod-podinfo-canary-80" : "") + "',controller_", "status='200'",
                    "status='502'");
            buckets("istio_request_duration_milliseconds_bucket{reporter='destination',destination_workload_namespace='prod',"
                    + "destination_workload='" + version + "',pod='a',");
            buckets("response_latency_ms_bucket{direction='inbound',namespace='prod',deployment='" + version + "',pod='a',");
            buckets("nginx_ingress_controller_response_duration_seconds_bucket{namespace='prod',ingress='podinfo-web',canary='"
                    + (version.equals("podinfo") ? "prod-podinfo-canary-80" : "") + "',controller_pod='a',");
            for (String container : List.of("app", "proxy")) {
                series("container_cpu_usage_seconds_total{namespace='prod',pod='" + version + "-66fd8c7b9b-x2x4z',container='"
                        + container + "'}", STEADY);
            }
        }
        // Sums over whole pods, which count twice.
        series("container_cpu_usage_seconds_total{namespace='prod',pod='podinfo-66fd8c7b9b-x2x4z',container=''}", OTHER);
    }

    private void of(String start, String good, String failed) {
        series(start + "pod='a',source='web'," + good + "}", STEADY);
        series(start + "pod='a',source='app'," + good + "}", OTHER);
        series(start + "pod='a',source='web'," + failed + "}", FAILED);
        series(start + "pod='a',source='new'," + good + "}", NEW);
        series(start + "pod='b',source='web'," + good + "}", RESTARTED);
        series(start + "pod='b',source='app'," + good + "}", RESTARTED);
    }

    private void buckets(String start) {
        for (String source : List.of("web", "app")) {
            series(start + "source='" + source + "',le='0.1'}", STEADY);
            series(start + "source='" + source + "',le='+Inf'}", OTHER);
        }
    }

    private void series(String name, String values) {
        series.addObject().put("series", name.replace('\'', '"')).put("values", values);
    }

    private static Map<String, String> recorded() throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("k8s/components/recorded-telemetry/application.properties"))) {
            properties.load(file);
        }
        return properties.stringPropertyNames().stream().filter(key -> !key.endsWith(".delay"))
                .collect(Collectors.toMap(key -> key.substring(PREFIX.length()), properties::getProperty));
    }

    private static Map<String, String> questions(String provider, Map<String, String> settings) {
        PrometheusConfig config = Fixtures.config(URI.create("http://localhost"), settings);
        QueryTemplates templates = new QueryTemplates(config);
        String name = provider.equals("nginx") ? "podinfo-web" : "podinfo";
        return new Questions(config, templates).about(List.of(new Subject("prod", name, "podinfo")),
                templates.find(provider).orElseThrow(), WINDOW);
    }

    private void expect(String query, Map<String, Double> values) {
        ObjectNode test = expected.addObject().put("expr", query).put("eval_time", "3m");
        ArrayNode samples = test.putArray("exp_samples");
        values.forEach((labels, value) -> samples.addObject().put("labels", labels).put("value", value));
    }

    private void evaluate() throws Exception {
        Promtool.rules("k8s/monitoring/recording-rules.yaml", folder);
        ObjectNode file = JSON.createObjectNode().put("evaluation_interval", "15s");
        file.putArray("rule_files").add("recording-rules.yaml");
        ObjectNode test = file.putArray("tests").addObject().put("interval", "15s");
        test.set("input_series", series);
        test.set("promql_expr_test", expected);
        Files.writeString(folder.resolve("test.yaml"), file.toString());
        Promtool.run(folder, "test", "rules", "test.yaml");
    }

    /** 60 and 120 of the two callers, 12 that failed, 6 of the new caller, 10 and 10 since the restart. */
    @Test
    void recordedSeriesGiveTheNumbersThatHappened() throws Exception {
        Map<String, String> questions = questions("istio", recorded());
        expect(questions.get(Questions.REQUESTS), Map.of(version("podinfo"), 218.0, version("podinfo-primary"), 218.0));
        expect(questions.get(Questions.ERRORS), Map.of(version("podinfo"), 12.0, version("podinfo-primary"), 12.0));
        expect(questions.get(Questions.CPU), Map.of(version("podinfo"), 120.0, version("podinfo-primary"), 120.0));
        evaluate();
    }

    @ParameterizedTest
    @ValueSource(strings = { "istio", "linkerd", "nginx" })
    void serinReadsTheSameFromRawAndFromRecordedSeries(String provider) throws Exception {
        Map<String, String> raw = questions(provider, Map.of());
        Map<String, String> recorded = questions(provider, recorded());
        String primary = provider.equals("nginx") ? "podinfo-web-primary" : "podinfo-primary";
        String canary = provider.equals("nginx") ? "podinfo-web" : "podinfo";
        for (String question : List.of(Questions.REQUESTS, Questions.ERRORS, Questions.FRESHNESS)) {
            expect(difference(raw, recorded, question, BY_VERSION), Map.of(version(canary), 0.0, version(primary), 0.0));
        }
        for (String question : List.of(Questions.CPU, Questions.CPU_FRESHNESS)) {
            expect(difference(raw, recorded, question, BY_VERSION),
                    Map.of(version("podinfo"), 0.0, version("podinfo-primary"), 0.0));
        }
        expect(difference(raw, recorded, Questions.LATENCY, BY_VERSION + ", le"),
                Stream.of(canary, primary).flatMap(version -> Stream.of("0.1", "+Inf").map(le -> bucket(version, le)))
                        .collect(Collectors.toMap(labels -> labels, labels -> 0.0)));
        evaluate();
    }

    private static String difference(Map<String, String> raw, Map<String, String> recorded, String question, String labels) {
        return "(" + raw.get(question) + ") - on (" + labels + ") (" + recorded.get(question) + ")";
    }

    private static String version(String workload) {
        return "{serin_namespace=\"prod\", serin_workload=\"" + workload + "\"}";
    }

    private static String bucket(String workload, String le) {
        return "{serin_namespace=\"prod\", serin_workload=\"" + workload + "\", le=\"" + le + "\"}";
    }
}
