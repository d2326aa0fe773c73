package dev.serin.check;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Over HTTP, against a cluster and a Prometheus with recorded answers and a real Git repository. */
@QuarkusTest
@TestProfile(WiredProfile.class)
class WiringCheckTest {

    WiredWorld world;
    @Inject
    WiringCheck wiring;

    static List<Wired> wired() {
        return WiredCanaries.ALL;
    }

    @AfterEach
    void plugIn() {
        world.answers(true);
        world.servesCanaries(true);
    }

    private static RequestSpecification asViewer() {
        return given().auth().preemptive().basic("vera", WiredWorld.PASSWORD);
    }

    private static ValidatableResponse check(String canary) {
        return asViewer().get("/api/check/" + canary).then().statusCode(200);
    }

    private static List<String> lines(ValidatableResponse answer) {
        List<Map<String, String>> findings = answer.extract().path("findings");
        return findings.stream()
                .map(f -> f.get("severity") + ": " + f.get("field") + " " + f.get("problem") + " | " + f.get("remedy"))
                .toList();
    }

    private static void assertSays(List<String> lines, String start, String word) {
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(start) && line.contains(word)), lines.toString());
    }

    /** {@link CheckCommandTest} has the words that are. */
    @Test
    void noOtherWordsAreACheck() {
        CheckCommand command = new CheckCommand(wiring);
        for (String words : List.of("chekc prod/healthy", "check", "check healthy", "check prod/healthy twice")) {
            assertEquals(CheckCommand.MISUSED, command.run(words.split(" ")), words);
        }
    }

    @ParameterizedTest
    @MethodSource("wired")
    void eachMistakeIsNamedWithItsRemedyAndNothingElseIs(Wired wired) {
        List<String> lines = lines(check("prod/" + wired.name()));
        if (wired.finding().isEmpty()) {
            assertEquals(List.of(), lines);
        } else {
            assertSays(lines, wired.finding(), wired.word());
        }
        assertTrue(lines.stream().noneMatch(line -> line.contains("s3cr3t") || line.contains("change-me")), lines.toString());
    }

    /** One mistake is one finding, or one for each hook, or one for each place where it shows. */
    @ParameterizedTest
    @MethodSource("wired")
    void aMistakeIsNotBlamedOnWhatIsRight(Wired wired) {
        int expected = switch (wired.name()) {
            case WiredCanaries.HEALTHY -> 0;
            case "impatient", "too-patient" -> 5;
            // In the cluster and in Git; no target to ask Prometheus about; no rollback hook is left.
            case "hookless", "targetless", "blue-green", "other-path", "other-type", "no-type-of-flaggers", "not-http" -> 2;
            default -> 1;
        };
        List<String> lines = lines(check("prod/" + wired.name()));
        assertEquals(expected, lines.size(), lines.toString());
    }

    @Test
    void warningsAloneAreNoFailure() {
        assertEquals(true, check("prod/by-hand").extract().path("passes"));
        assertEquals(false, check("prod/paused").extract().path("passes"));
        assertEquals(false, check("prod/unreadable-flux").extract().path("passes"));
    }

    @Test
    void aNamespaceThatSerinDoesNotServeIsSaid() {
        assertSays(lines(check("elsewhere/healthy")), "error: metadata.namespace", "serin.flagger.namespaces");
    }

    @Test
    void aClusterWithoutFlaggersTypesIsSaid() {
        world.servesCanaries(false);
        assertSays(lines(check("prod/healthy")), "error: cluster does not serve Canaries as flagger.app/v1beta1",
                "install Flagger");
    }

    @Test
    void anOutageIsNoPassAndGitIsCheckedAllTheSame() {
        world.answers(false);
        List<String> lines = lines(check("prod/" + WiredCanaries.ABSENT_IN_GIT));
        assertSays(lines, "unknown: cluster could not be checked", "k8s/base");
        assertSays(lines, "error: Canary prod/only-in-cluster has no manifest", "commit one");
    }

    @Test
    void onlyWhoMayLookMayCheck() {
        given().get("/api/check/prod/healthy").then().statusCode(401);
        asViewer().get("/api/check/prod/No_Name").then().statusCode(400).body("error", containsString("name"));
    }

    @Test
    void thePageShowsTheSame() {
        asViewer().get("/canaries/prod/paused/check").then().statusCode(200)
                .body(containsString("flux resume kustomization paused -n flux-system"));
        asViewer().get("/canaries/prod/healthy/check").then().statusCode(200).body(containsString("Nothing is wrong"));
        asViewer().get("/canaries/prod/healthy").then().statusCode(200)
                .body(containsString("href=\"/canaries/prod/healthy/check\""));
    }

    /** What Serin asks of the Kubernetes API is what its ClusterRole lets it, no less and no more. */
    @Test
    void theClusterRoleIsExactlyWhatIsAskedFor() throws IOException {
        check("prod/healthy");
        asViewer().get("/api/canaries").then().statusCode(200);
        assertEquals(allowed(), world.asked());
    }

    private static Set<String> allowed() throws IOException {
        Set<String> allowed = new TreeSet<>();
        for (Object document : new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(Path.of("k8s/base/rbac.yaml")))) {
            if (((Map<?, ?>) document).get("rules") instanceof List<?> rules) {
                rules.forEach(rule -> verbs((Map<?, ?>) rule).forEach(allowed::add));
            }
        }
        return allowed;
    }

    private static Stream<String> verbs(Map<?, ?> rule) {
        return ((List<?>) rule.get("apiGroups")).stream().flatMap(group -> ((List<?>) rule.get("resources")).stream()
                .flatMap(resource -> ((List<?>) rule.get("verbs")).stream().map(verb -> resource + "." + group + " " + verb)));
    }
}
