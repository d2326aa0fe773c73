package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests that people copy keep the advice of docs/flagger-traps.md. */
class SampleWiringTest {

    private static final String RECOMMENDED = "k8s/sample-canary.yaml";
    private static final String SMALLEST = "k8s/sample-canary-smallest.yaml";

    private static Map<?, ?> analysis(String file) throws IOException {
        Map<?, ?> canary = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of(file)));
        return (Map<?, ?>) ((Map<?, ?>) canary.get("spec")).get("analysis");
    }

    private static List<Map<?, ?>> hooks(String file) throws IOException {
        return ((List<?>) analysis(file).get("webhooks")).stream().<Map<?, ?>> map(hook -> (Map<?, ?>) hook).toList();
    }

    private static int seconds(Object duration) {
        return Integer.parseInt(duration.toString().replace("s", ""));
    }

    /**
     * Serin answers within 5 s; a Flagger that hangs up before would not hear it, and one that waits longer delays its ticks.
     */
    @ParameterizedTest
    @ValueSource(strings = { RECOMMENDED, SMALLEST })
    void trap02FlaggerWaitsForTheWholeBudgetAndNoLongerThanItsTick(String file) throws IOException {
        for (Map<?, ?> hook : hooks(file)) {
            int timeout = seconds(hook.get("timeout"));
            assertTrue(timeout > 5 && timeout < seconds(analysis(file).get("interval")), hook.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { RECOMMENDED, SMALLEST })
    void trap05EveryHookHasAnAddressThatNamesItsType(String file) throws IOException {
        for (Map<?, ?> hook : hooks(file)) {
            assertEquals("/flagger/" + hook.get("type") + "/change-me", URI.create(hook.get("url").toString()).getPath());
        }
    }

    @Test
    void trap17TheRecommendedWiringHasNoHookThatTurnsAnOutageIntoARollback() throws IOException {
        List<?> types = hooks(RECOMMENDED).stream().map(hook -> hook.get("type")).toList();
        assertTrue(types.contains("rollback"), types.toString());
        assertTrue(!types.contains("rollout") && !types.contains("pre-rollout"), types.toString());
    }

    @Test
    void trap19ClosedGatesRaiseNoAlertAtEveryTick() throws IOException {
        List<Map<?, ?>> gates = hooks(RECOMMENDED).stream().filter(hook -> hook.get("type").toString().startsWith("confirm-"))
                .toList();
        assertEquals(3, gates.size());
        gates.forEach(gate -> assertEquals(true, gate.get("muteAlert"), gate.toString()));
    }
}
