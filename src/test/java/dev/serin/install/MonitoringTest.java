package dev.serin.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Alert rules and dashboard, judged by the real promtool. */
class MonitoringTest {

    private static final String ALERTS = "k8s/monitoring/alert-rules.yaml";
    private static final String RECORDING = "k8s/monitoring/recording-rules.yaml";
    private static final Pattern METRIC = Pattern.compile("\\bserin_[a-z_]+");

    @TempDir
    Path folder;

    private static JsonNode dashboard() throws Exception {
        return Manifests.JSON.readTree(Path.of("k8s/monitoring/dashboard.json").toFile());
    }

    private static List<String> dashboardQueries() throws Exception {
        return dashboard().findValuesAsText("expr");
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        for (String rules : List.of(ALERTS, RECORDING)) {
            Promtool.run(folder, "check", "rules", Promtool.rules(rules, folder).toString());
        }
    }

    @Test
    void eachAlertFiresWhenItShallAndOnlyThen() throws Exception {
        Promtool.rules(ALERTS, folder);
        Path test = Files.copy(Path.of("src/test/resources/promtool/alerts.yaml"), folder.resolve("test.yaml"));
        Promtool.run(folder, "test", "rules", test.toString());
        Set<String> tested = found("alertname: (Serin[A-Za-z]+)", Files.readString(test));
        assertEquals(tested, new TreeSet<>(Manifests.only(ALERTS).findValuesAsText("alert")));
    }

    /** Grafana fills in the interval. */
    @Test
    void prometheusTakesTheQueriesOfTheDashboard() throws Exception {
        ArrayNode rules = Manifests.JSON.createArrayNode();
        dashboardQueries().forEach(query -> rules.addObject().put("record", "panel:query" + rules.size())
                .put("expr", query.replace("$__rate_interval", "1m")));
        JsonNode group = Manifests.JSON.createObjectNode().put("name", "dashboard").set("rules", rules);
        Path file = Files.writeString(folder.resolve("dashboard.yaml"),
                Manifests.JSON.createObjectNode().set("groups", Manifests.JSON.createArrayNode().add(group)).toString());
        Promtool.run(folder, "check", "rules", file.toString());
    }

    @Test
    void everyMetricThatIsAskedForIsOneOfSerins() throws Exception {
        Set<String> known = found("(?m)^\\| `(serin_[a-z_]+)`", Files.readString(Path.of("docs/metrics.md")));
        assertTrue(known.size() > 10, known.toString());
        String queries = String.join("\n", dashboardQueries()) + Manifests.only(ALERTS).findValuesAsText("expr");
        for (String metric : METRIC.matcher(queries).results().map(MatchResult::group).collect(Collectors.toSet())) {
            assertTrue(known.contains(metric) || known.contains(metric.replaceFirst("_(bucket|count|sum)$", "")), metric);
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
