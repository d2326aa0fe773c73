package dev.serin.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;

/** The program with words behind it. */
@QuarkusMainTest
@TestProfile(WiredProfile.class)
class CheckCommandTest {

    private Properties before;

    @BeforeEach
    void remember() {
        before = (Properties) System.getProperties().clone();
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void aHealthyCanaryPasses(QuarkusMainLauncher serin) {
        LaunchResult result = serin.launch("check", "prod/healthy");
        assertEquals(0, result.exitCode(), result.getErrorOutput());
        assertTrue(result.getOutput().contains("prod/healthy: nothing is wrong"), result.getOutput());
    }

    @Test
    void aBrokenOneFailsAndSaysHowToMendIt(QuarkusMainLauncher serin) {
        LaunchResult result = serin.launch("check", "prod/paused");
        assertEquals(1, result.exitCode(), result.getErrorOutput());
        assertTrue(result.getOutput().contains("To mend it: flux resume kustomization paused -n flux-system"),
                result.getOutput());
    }

    @Test
    void otherWordsAreExplained(QuarkusMainLauncher serin) {
        LaunchResult result = serin.launch("check", "prod/No_Name");
        assertEquals(2, result.exitCode());
        assertTrue(result.getErrorOutput().contains("Usage: check NAMESPACE/NAME"), result.getErrorOutput());
    }
}
