package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.rollout.Outcome;

/** The words of a metric are made of sentences for people: of those that no test brings about, copies. */
class BlindReasonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CLUSTER|The Kubernetes API did not give the Canary prod/podinfo: no answer within 2000 ms",
            "CLUSTER|No time was left to ask the Kubernetes API for the Canary prod/podinfo",
            "CLUSTER|The Canary prod/podinfo cannot be read: spec.targetRef.name is missing: name the Deployment",
            "GIT|Git did not answer within 1200 ms", "GIT|Git could not be read: no answer in time",
            "GIT|The clone is being made anew", "GIT|The key ca.crt of the Git secret cannot be read",
            "JOURNAL|The journal cannot be read", "JOURNAL|neither the journal nor Git can be written: Git is away",
            "JOURNAL|The file of serin.journal.postgresql.password-file cannot be read",
            "TIME|nothing came of it inside the budget of 5000 ms", "TIME|its turn came too late",
            "TIME|the last decision on this canary is still on its way", "MISTAKE|a mistake in Serin, see its log",
            "OTHER|Serin is stopping" })
    void aSentenceBecomesAWord(BlindReason reason, String sentence) {
        assertEquals(Optional.of(reason), BlindReason.of(new Outcome.Blind(sentence)));
    }
}
