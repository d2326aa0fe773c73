package dev.serin.guardrail;

import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Weight;
import dev.serin.observation.Alert.Role;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

/** What alerts do to a release: by severity, by version, and by when they began. */
class AlertRulesTest {

    private static final Proposal PROMOTE = Proposal.promote("strong evidence");
    private static final Duration FRESH = Duration.ofSeconds(35);

    private static String outcome(Observation seen, GuardrailSettings settings) {
        return new Guardrails(settings).review(PROMOTE, seen).outcome().action().word();
    }

    private static Observations atMaximum() {
        return progressing().at(50);
    }

    @ParameterizedTest
    @CsvSource({ "critical, CANARY, rollback", "critical, PRIMARY, hold", "critical, UNKNOWN, hold", "warning, CANARY, hold",
            "warning, PRIMARY, hold", "info, CANARY, promote", "info, PRIMARY, promote", "none, CANARY, promote" })
    void severityAndVersionDecide(String severity, Role role, String action) {
        assertEquals(action, outcome(atMaximum().alert(severity, role, FRESH).build(), Limits.defaults()));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void configurationDecidesWhatASeverityDoes(Role role) {
        GuardrailSettings pages = Limits.with("alerts-rollback", "page, p1", "alerts-hold", "");

        assertEquals(role == Role.CANARY ? "rollback" : "hold", outcome(atMaximum().alert("p1", role, FRESH).build(), pages));
        assertEquals("promote", outcome(atMaximum().alert("critical", role, FRESH).build(), pages));
    }

    @Test
    void anAnnotationTakesBothAwayForOneCanary() {
        Observation seen = atMaximum().alert("critical", Role.CANARY, FRESH).annotation("serin.dev/alerts-rollback", "")
                .annotation("serin.dev/alerts-hold", "").build();
        assertEquals("promote", outcome(seen, Limits.defaults()));
    }

    /** The release is 20 minutes old and ticks every minute; its first traffic was seen up to a tick after it began. */
    @ParameterizedTest
    @CsvSource({ "PT0S, rollback", "PT20M, rollback", "PT21M, rollback", "PT21M1S, hold", "PT3H, hold" })
    void anAlertOlderThanTheReleaseOnlyHolds(Duration age, String action) {
        assertEquals(action, outcome(atMaximum().alert("critical", Role.CANARY, age).build(), Limits.defaults()));
    }

    @Test
    void aReleaseDoesNotStartWhileSomethingFiresButIsNotRolledBackWithoutTraffic() {
        assertEquals("hold", outcome(starting().alert("critical", Role.CANARY, FRESH).build(), Limits.defaults()));
        assertEquals("hold", outcome(starting().alert("critical", Role.PRIMARY, FRESH).build(), Limits.defaults()));
    }

    @Test
    void theAlertCountsThoughSerinItselfIsBlind() {
        Observation blind = progressing().canary(VersionReading.missing("Prometheus did not answer"))
                .alert("critical", Role.CANARY, FRESH).build();
        assertEquals("rollback", outcome(blind, Limits.defaults()));
    }

    @Test
    void whereAnAlertRollsBackNothingElseMayBeChosen() {
        Observation seen = progressing().alert("critical", Role.CANARY, FRESH).build();
        assertFalse(new Guardrails(Limits.defaults()).permits(Proposal.hold(new Weight(20), "wait"), seen));
    }

    @Test
    void theVerdictNamesAlertsVersionAndTime() {
        Observation seen = progressing().alert("critical", Role.CANARY, FRESH)
                .alert("warning", Role.PRIMARY, Duration.ofHours(2))
                .alert("critical", Role.UNKNOWN, FRESH).alert("info", Role.CANARY, FRESH).alert("warning", Role.CANARY, FRESH)
                .build();

        assertEquals("critical alert HighErrorRate on the canary for 35 s",
                new AlertsRollback().check(PROMOTE, seen, Limits.defaults()).reason());
        assertEquals("critical alert HighErrorRate on the canary for 35 s, warning alert HighErrorRate on the primary for 2 h, "
                + "critical alert HighErrorRate for 35 s and 1 more",
                new AlertsHold().check(PROMOTE, seen, Limits.defaults()).reason());
        assertEquals(List.of("no alert fires", "info alert HighErrorRate on the canary for 35 s"),
                List.of(new AlertsHold().numbers(progressing().build(), Limits.defaults()),
                        new AlertsHold().numbers(progressing().alert("info", Role.CANARY, FRESH).build(), Limits.defaults())));
    }
}
