package dev.serin.decision;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.progressing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.serin.canary.HookType;
import dev.serin.observation.Alert;
import dev.serin.observation.Observations;

class ObservationDigestTest {

    private final ObservationDigest digest = new ObservationDigest(JsonMapper.builder().findAndAddModules().build());

    @Test
    void theSameObservationHasTheSameDigestWhateverTheOrderOfItsSets() {
        Observations one = progressing().annotation("a", "1").annotation("b", "2").annotation("c", "3")
                .hooks(HookType.ROLLBACK, HookType.EVENT, HookType.CONFIRM_ROLLOUT);
        Observations other = progressing().annotation("c", "3").annotation("b", "2").annotation("a", "1")
                .hooks(HookType.CONFIRM_ROLLOUT, HookType.EVENT, HookType.ROLLBACK);
        assertEquals(digest.apply(one.build()), digest.apply(other.build()));
        assertTrue(digest.apply(one.build()).matches("[0-9a-f]{64}"));
    }

    /** The sets of the JDK are ordered by a salt that each JVM draws anew. */
    @Test
    void hooksStandInTheOrderOfTheirTypes() {
        Observations seen = progressing().hooks(HookType.values());
        assertEquals(List.of(HookType.values()), List.copyOf(seen.build().canary().hooks()));
    }

    /** So that the digests in old commits stay right. */
    @Test
    void anObservationWithoutAlertsHasTheDigestOfBeforeThereWereAny() throws Exception {
        String json = JsonMapper.builder().findAndAddModules().build().writeValueAsString(progressing().build());
        assertFalse(json.contains("alerts"), json);
        assertNotEquals(digest.apply(progressing().build()),
                digest.apply(progressing().alert("info", Alert.Role.CANARY, Duration.ZERO).build()));
    }

    @Test
    void anotherObservationHasAnother() {
        assertNotEquals(digest.apply(progressing().build()), digest.apply(progressing().time(NOW.plusSeconds(1)).build()));
    }
}
