package dev.serin.guardrail;

import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.slow;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.Action;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

/** The rules that put a rollback in the place of whatever was wanted. */
class BrakeRulesTest {

    private static final Proposal HOLD = Proposal.hold(new Weight(20), "too little evidence");

    @ParameterizedTest
    @CsvSource({ "100, 24, false", "100, 25, true", "100, 100, true", "20, 5, true", "19, 19, false", "0, 0, false" })
    void theErrorCeilingIsReachedAtItsRatioOnEnoughRequests(double requests, double errors, boolean reached) {
        Observation seen = progressing().canary(counted(requests, errors)).build();
        assertEquals(reached, rollsBack(new ErrorCeiling(), seen, Limits.defaults()));
    }

    @ParameterizedTest
    @CsvSource({ "1000, 9, false", "1000, 11, true", "20, 20, true", "19, 19, false" })
    void theLatencyCeilingLooksAtTheSlowestPercent(double requests, double tooSlow, boolean reached) {
        Observation seen = progressing().canary(slow(requests, tooSlow)).build();
        assertEquals(reached, rollsBack(new LatencyCeiling(), seen, Limits.defaults()));
    }

    @Test
    void theLatencyCeilingIsReachedExactlyAtItsValue() {
        Observation seen = progressing().canary(slow(100, 100)).build();
        assertTrue(rollsBack(new LatencyCeiling(), seen, Limits.with("latency-ceiling", "10s")));
        assertEquals(false, rollsBack(new LatencyCeiling(), seen, Limits.with("latency-ceiling", "10001ms")));
    }

    @Test
    void ceilingsAreSilentWithoutReadingsAndWithoutTraffic() {
        Observation blind = progressing().canary(VersionReading.missing("Prometheus did not answer")).build();
        Observation atZero = starting().canary(counted(100, 100)).build();
        assertEquals(false, rollsBack(new ErrorCeiling(), blind, Limits.defaults()));
        assertEquals(false, rollsBack(new LatencyCeiling(), blind, Limits.defaults()));
        assertEquals(false, rollsBack(new ErrorCeiling(), atZero, Limits.defaults()));
    }

    @ParameterizedTest
    @CsvSource({ "PT5H59M59S, false", "PT6H, true", "PT30H, true" })
    void theDeadlineIsReachedAtItsEnd(Duration age, boolean reached) {
        Observation seen = progressing().age(age).build();
        assertEquals(reached, rollsBack(new RollbackDeadline(), seen, Limits.defaults()));
    }

    @Test
    void theDeadlineDoesNotRollBackBlindly() {
        Observation seen = progressing().age(Duration.ofDays(1)).primary(VersionReading.missing("gone")).build();
        assertEquals(false, rollsBack(new RollbackDeadline(), seen, Limits.defaults()));
    }

    @Test
    void theDeadlineDoesNotCountTheWaitForTheStart() {
        Instant friday = Observations.NOW.minus(Duration.ofDays(3));
        ReleaseTrack started = ReleaseTrack.start(new Release("a1"), Weight.ZERO, friday).at(new Weight(5), Observations.NOW);
        assertEquals(Observations.NOW, started.since());
        assertEquals(Observations.NOW, started.at(new Weight(20), Observations.NOW.plusSeconds(60)).since());
        Observation waiting = starting().age(Duration.ofDays(3)).build();
        assertEquals(false, rollsBack(new RollbackDeadline(), waiting, Limits.defaults()));
    }

    @Test
    void theVerdictCarriesTheNumbers() {
        Observation seen = progressing().canary(counted(80, 31)).age(Duration.ofHours(7)).build();
        assertEquals("31 of 80 requests failed, 38.8 % of at most 25 %",
                new ErrorCeiling().check(HOLD, seen, Limits.defaults()).reason());
        assertEquals("not promoted after 7 h of at most 6 h",
                new RollbackDeadline().check(HOLD, seen, Limits.defaults()).reason());
        Observation slow = progressing().canary(slow(80, 80)).build();
        assertEquals("p99 10000 ms of at most 10000 ms",
                new LatencyCeiling().check(HOLD, slow, Limits.defaults()).reason());
    }

    @Test
    void aRollbackIsNotReplacedByARollback() {
        Observation seen = progressing().canary(counted(100, 100)).build();
        Verdict verdict = new ErrorCeiling().check(Proposal.rollback("errors"), seen, Limits.defaults());
        assertInstanceOf(Verdict.Allow.class, verdict);
    }

    private static boolean rollsBack(Guardrail rule, Observation seen, GuardrailSettings settings) {
        Verdict verdict = rule.check(HOLD, seen, settings);
        assertEquals(rule.name(), verdict.rule());
        return verdict instanceof Verdict.Replace replace && replace.instead().action() == Action.ROLLBACK;
    }
}
