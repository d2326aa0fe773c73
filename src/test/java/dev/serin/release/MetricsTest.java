package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** What Serin tells a scraper after a release, against the list in docs/metrics.md. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class MetricsTest {

    private static final int PATIENCE = 150;
    private static final Path LIST = Path.of("docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(serin_\\w+)` \\| (\\w+) \\| ([^|]*)\\|");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (serin_\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(serin_\\w+?)(?:_bucket|_count|_sum)?(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    EmbeddedWorld embedded;

    /** Without a login, as a scraper comes. The format lets a comma follow the last label. */
    private static String metrics() {
        return RestAssured.given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString()
                .replace(",}", "}");
    }

    private void play(CanaryRef canary, Fate fate, World.Outcome end) {
        embedded.deploy(canary, fate);
        assertEquals(end, embedded.end(canary, PATIENCE));
    }

    @Test
    void aPlayedReleaseGivesEveryMetricOfTheListAndNoOther() throws IOException {
        play(EmbeddedWorld.canary(Wiring.FULL, "measured"), Fate.FINE, World.Outcome.PROMOTED);
        CanaryRef underWay = EmbeddedWorld.canary(Wiring.SMALLEST, "measured");
        embedded.deploy(underWay, Fate.FINE);
        embedded.reach(underWay, 5, PATIENCE);
        String metrics = metrics();

        assertEquals(listed(row -> row.group(2)), types(metrics));
        assertEquals(listed(row -> found(WORD, row.group(3)).toString()), labels(metrics));
    }

    private static Map<String, String> listed(Function<MatchResult, String> column) throws IOException {
        return ROW.matcher(Files.readString(LIST)).results()
                .collect(Collectors.toMap(row -> row.group(1), column, (one, other) -> one, TreeMap::new));
    }

    /** Each histogram has a maximum beside it, as the list says in its text. */
    private static Map<String, String> types(String metrics) {
        return TYPE.matcher(metrics).results().filter(type -> !type.group(1).endsWith("_seconds_max"))
                .collect(Collectors.toMap(type -> type.group(1), type -> type.group(2), (one, other) -> one, TreeMap::new));
    }

    private static Map<String, String> labels(String metrics) {
        return SAMPLE.matcher(metrics).results().filter(sample -> !sample.group(1).endsWith("_seconds_max"))
                .collect(Collectors.toMap(sample -> sample.group(1), sample -> labelsOf(sample).toString(),
                        (one, other) -> one, TreeMap::new));
    }

    private static Set<String> labelsOf(MatchResult sample) {
        Set<String> labels = found(LABEL, sample.group(2) == null ? "" : sample.group(2));
        labels.remove("le");
        return labels;
    }

    private static Set<String> found(Pattern what, String text) {
        return what.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theReleaseCanBeReadFromTheNumbers() {
        double promoted = value("serin_decisions_total{action=\"promote\",reason=\"policy\"}");
        double rolledBack = value("serin_decisions_total{action=\"rollback\",reason=\"policy\"}");
        double rollbackHooks = value("serin_hook_seconds_count{hook=\"rollback\"}");
        double commits = value("serin_git_seconds_count{operation=\"commit\"}");
        double questions = value("serin_prometheus_seconds_count");
        double permitted = value("serin_guardrail_verdicts_total{guardrail=\"maximum-step\",verdict=\"allow\"}");
        double applied = value("serin_commit_applied_seconds_count");

        play(EmbeddedWorld.canary(Wiring.ALL, "measured"), Fate.FINE, World.Outcome.PROMOTED);
        play(EmbeddedWorld.canary(Wiring.ALL, "logged"), Fate.ERRORS, World.Outcome.ROLLED_BACK);

        assertTrue(value("serin_decisions_total{action=\"promote\",reason=\"policy\"}") > promoted);
        assertTrue(value("serin_decisions_total{action=\"rollback\",reason=\"policy\"}")
                + value("serin_decisions_total{action=\"rollback\",reason=\"error-ceiling\"}") > rolledBack);
        assertTrue(value("serin_hook_seconds_count{hook=\"rollback\"}") > rollbackHooks + 10);
        assertTrue(value("serin_git_seconds_count{operation=\"commit\"}") > commits + 2);
        assertTrue(value("serin_prometheus_seconds_count") > questions + 10);
        assertTrue(value("serin_guardrail_verdicts_total{guardrail=\"maximum-step\",verdict=\"allow\"}") > permitted);
        inTime("the commits are seen to be live", () -> value("serin_commit_applied_seconds_count") > applied);
        assertEquals(1, value("serin_policy_in_use{policy=\"sequential-test\"}"));
    }

    @Test
    void hooksThatAreAnsweredBlindAreCountedByWhatWasMissing() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "traced");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, PATIENCE);
        try {
            Map<String, Double> before = blind();
            embedded.step(1);
            assertEquals(before, blind());

            embedded.world().prometheus().unplug();
            embedded.step(2);
            assertTrue(blind().get("telemetry") > before.get("telemetry"), blind().toString());
            embedded.world().repository().unplug();
            embedded.step(3);
            assertTrue(blind().get("git") > before.get("git"), blind().toString());
            embedded.world().kubernetes().unplug();
            embedded.step(1);
            assertTrue(blind().get("cluster") > before.get("cluster"), blind().toString());
            assertEquals(before.get("other"), blind().get("other"));
        } finally {
            embedded.plugInEverything();
        }
        embedded.end(canary, PATIENCE);
    }

    private static Map<String, Double> blind() {
        return Stream.of("cluster", "git", "journal", "telemetry", "time", "mistake", "other").collect(
                Collectors.toMap(reason -> reason, reason -> value("serin_hooks_blind_total{reason=\"" + reason + "\"}")));
    }

    @Test
    void aReleaseThatHasEndedIsNotMeasuredAnyMore() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "checked");
        String series = "serin_observation_age_seconds{name=\"" + canary.name() + "\",namespace=\"prod\"}";
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, PATIENCE);
        assertTrue(metrics().contains(series), metrics());

        embedded.end(canary, PATIENCE);

        inTime("the series ends", () -> !metrics().contains(series));
    }

    /** The cluster is looked at by another thread, and its time goes on meanwhile. */
    private void inTime(String what, BooleanSupplier condition) {
        Awaited.holds(what, () -> {
            embedded.step(1);
            return condition.getAsBoolean();
        });
    }

    @Test
    void nothingThatOpensADoorIsShown() {
        RestAssured.given().body("{}").post("/flagger/rollback/a-wrong-token").then().statusCode(401);
        RestAssured.given().body("{}").post("/flagger/nonsense/" + EmbeddedWorld.TOKEN).then().statusCode(404);

        String metrics = metrics();

        assertFalse(metrics.contains("a-wrong-token"), metrics);
        assertFalse(metrics.contains(EmbeddedWorld.TOKEN), metrics);
        assertFalse(metrics.contains("nonsense"), metrics);
    }

    /** 0 where there is no such series. */
    private static double value(String series) {
        return metrics().lines().filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1))).sum();
    }
}
