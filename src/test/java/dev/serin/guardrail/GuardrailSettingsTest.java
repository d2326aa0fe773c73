package dev.serin.guardrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Weight;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class GuardrailSettingsTest {

    @Test
    void theDefaultsOfTheConfigurationAreThoseTheTestsUseButForTheMaximumWeight() {
        assertEquals(Limits.with("maximum-weight", "80"), GuardrailSettings.of(config(Map.of())));
    }

    @Test
    void configurationSetsEveryKey() {
        GuardrailSettings settings = GuardrailSettings.of(config(Map.ofEntries(
                Map.entry("serin.guardrails.first-weight", "2"), Map.entry("serin.guardrails.maximum-step", "10"),
                Map.entry("serin.guardrails.minimum-time-at-weight", "PT2M"),
                Map.entry("serin.guardrails.minimum-requests-at-weight", "7"),
                Map.entry("serin.guardrails.maximum-weight", "40"), Map.entry("serin.guardrails.error-ceiling", "0.5"),
                Map.entry("serin.guardrails.latency-ceiling", "PT3S"), Map.entry("serin.guardrails.ceiling-requests", "9"),
                Map.entry("serin.guardrails.rollback-deadline", "PT2H"),
                Map.entry("serin.guardrails.alerts-rollback", "page,p1"), Map.entry("serin.guardrails.alerts-hold", "ticket"),
                Map.entry("serin.guardrails.freeze",
                        "Fri 16:00-Mon 08:00 Europe/Berlin,2026-12-23T00:00Z/2027-01-02T00:00Z"),
                Map.entry("serin.guardrails.maximum-advancing", "3"), Map.entry("serin.guardrails.dry-run", "true"))));
        assertEquals(new GuardrailSettings(new Weight(2), 10, Duration.ofMinutes(2), 7, new Weight(40), 0.5,
                Duration.ofSeconds(3), 9, Duration.ofHours(2), List.of("page", "p1"), List.of("ticket"),
                List.of(FreezeWindow.of("Fri 16:00-Mon 08:00 Europe/Berlin"),
                        FreezeWindow.of("2026-12-23T00:00Z/2027-01-02T00:00Z")),
                3, true, Optional.empty()), settings);
    }

    @Test
    void anEmptyListOfSeveritiesIsEmpty() {
        GuardrailSettings settings = GuardrailSettings
                .of(config(Map.of("serin.guardrails.alerts-rollback", "", "serin.guardrails.alerts-hold", "")));
        assertEquals(List.of(), settings.alertsRollback());
        assertEquals(List.of(), settings.alertsHold());
    }

    @Test
    void aWindowThatCannotBeReadStopsTheStart() {
        Exception refused = assertThrows(Exception.class, () -> config(Map.of("serin.guardrails.freeze", "weekends")));
        assertTrue(refused instanceof ConfigValidationException, refused.toString());
        assertTrue(refused.getMessage().contains("freeze"), refused.getMessage());
    }

    @Test
    void annotationsOverrideEveryKey() {
        GuardrailSettings settings = Limits.with("first-weight", "2", "maximum-step", "10", "minimum-time-at-weight", "2m",
                "minimum-requests-at-weight", "0", "maximum-weight", "40", "error-ceiling", "0.5", "latency-ceiling", "1500ms",
                "ceiling-requests", "9", "rollback-deadline", "PT2H", "alerts-rollback", "page, p1", "alerts-hold", "",
                "freeze", "Fri 16:00-Mon 08:00 Europe/Berlin",
                "maximum-advancing", "3", "dry-run", "true");
        assertEquals(new GuardrailSettings(new Weight(2), 10, Duration.ofMinutes(2), 0, new Weight(40), 0.5,
                Duration.ofMillis(1500), 9, Duration.ofHours(2), List.of("page", "p1"), List.of(),
                List.of(FreezeWindow.of("Fri 16:00-Mon 08:00 Europe/Berlin")), 3, true, Optional.empty()), settings);
    }

    @Test
    void otherAnnotationsChangeNothing() {
        assertEquals(Limits.defaults(), Limits.defaults().overriddenBy(Map.of("kustomize.toolkit.fluxcd.io/ssa", "merge")));
        assertSame(Limits.defaults().freeze(), Limits.defaults().overriddenBy(Map.of()).freeze());
    }

    @Test
    void anEmptyFreezeLiftsTheGlobalOne() {
        GuardrailSettings frozen = Limits.with("freeze", "Fri 16:00-Mon 08:00 Europe/Berlin");
        assertEquals(List.of(), frozen.overriddenBy(Map.of("serin.dev/freeze", "")).freeze());
    }

    @ParameterizedTest
    @CsvSource({ "first-weight, 0", "first-weight, 100", "first-weight, 5.5", "first-weight, five", "maximum-step, 0",
            "maximum-weight, 100", "maximum-weight, ''", "minimum-time-at-weight, soon", "minimum-time-at-weight, -5s",
            "minimum-requests-at-weight, -1", "error-ceiling, 0", "error-ceiling, 1.01", "error-ceiling, NaN",
            "latency-ceiling, 0s", "latency-ceiling, PT999999999H", "ceiling-requests, 0", "rollback-deadline, ''",
            "freeze, weekends", "alerts-rollback, Critical", "alerts-rollback, 'a,,b'", "alerts-hold, ' , '",
            "maximum-advancing, 99999999999", "dry-run, yes" })
    void anAnnotationThatCannotBeReadIsNamedAndKeepsTheGlobalValue(String key, String value) {
        GuardrailSettings settings = Limits.defaults().overriddenBy(Map.of("serin.dev/" + key, value));
        String problem = settings.problem().orElseThrow();
        assertTrue(problem.startsWith("serin.dev/" + key + " cannot be read: write "), problem);
        assertEquals(Limits.defaults(), withoutProblem(settings));
    }

    @Test
    void oneBadAnnotationLeavesTheOthersStanding() {
        GuardrailSettings settings = Limits.defaults()
                .overriddenBy(Map.of("serin.dev/first-weight", "lots", "serin.dev/dry-run", "true"));
        assertTrue(settings.dryRun());
        assertTrue(settings.problem().isPresent());
    }

    @Test
    void weightsThatDoNotFitTogetherAreRefusedTogether() {
        GuardrailSettings settings = Limits.defaults().overriddenBy(Map.of("serin.dev/maximum-weight", "3"));
        String problem = settings.problem().orElseThrow();
        assertTrue(problem.contains("serin.dev/first-weight, maximum-step or maximum-weight"), problem);
        assertTrue(problem.contains("first-weight is 5, above maximum-weight 3"), problem);
        assertEquals(new Weight(50), settings.maximumWeight());
        GuardrailConfig unfit = config(Map.of("serin.guardrails.first-weight", "31"));
        assertThrows(InvalidField.class, () -> GuardrailSettings.of(unfit));
    }

    private static GuardrailSettings withoutProblem(GuardrailSettings s) {
        return new GuardrailSettings(s.firstWeight(), s.maximumStep(), s.minimumTimeAtWeight(), s.minimumRequestsAtWeight(),
                s.maximumWeight(), s.errorCeiling(), s.latencyCeiling(), s.ceilingRequests(), s.rollbackDeadline(),
                s.alertsRollback(), s.alertsHold(), s.freeze(),
                s.maximumAdvancing(), s.dryRun(), Optional.empty());
    }

    private static GuardrailConfig config(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(GuardrailConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withDefaultValues(properties).build();
        return config.getConfigMapping(GuardrailConfig.class);
    }
}
