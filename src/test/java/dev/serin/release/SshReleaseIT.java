package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.World;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/**
 * Serin as it was packaged, over Git by SSH: an encrypted key, a known host, and commits that it signs. Who listens is told.
 */
@QuarkusIntegrationTest
@TestProfile(RunningWorld.OverSsh.class)
class SshReleaseIT {

    RunningWorld running;
    Listeners listeners;

    @Test
    void aBadReleaseIsRolledBackWithASignedCommit() throws IOException {
        running.deploy(RunningWorld.QUICK, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, running.end(RunningWorld.QUICK));

        assertTrue(running.log(RunningWorld.QUICK).subjects().contains("serin: rollback prod/quick 5 % → 0 %"),
                () -> running.log(RunningWorld.QUICK).subjects().toString());
        GitProgram.run(running.repository(), "-c", "gpg.ssh.allowedSignersFile=" + running.signers(), "verify-commit",
                "main");
        Awaited.holds("the sink, the chat and Flux are told",
                () -> hears(Listeners.SINK, "dev.cdevents.service.rolledback.0.3.0") && hears(Listeners.CHAT, "rollback")
                        && hears("/hook/", ""));
    }

    private boolean hears(String path, String words) {
        return listeners.at(path).stream().anyMatch(heard -> heard.body().contains(words));
    }
}
