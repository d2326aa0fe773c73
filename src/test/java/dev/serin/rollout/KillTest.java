package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.gitops.Change;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.rollout.Fleet.Commit;

/** The same with a process of its own that is really killed, wherever it happens to be. */
class KillTest {

    private static final int ROUNDS = 10;
    private static final long SEED = 11;

    @TempDir
    Path folder;

    @Test
    void decisionsOutlastAProcessThatIsKilledAgainAndAgain() throws Exception {
        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);
        Journal journal = fleet.journal();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill(random.nextInt(1, 5), random.nextInt(0, 60_000));
        }
        Outcome settled = settle(fleet, journal);

        List<Commit> commits = fleet.commits();
        // How many there are depends on where each round was cut; without several nothing would be shown.
        assertTrue(commits.size() > 1, commits::toString);
        assertEquals(commits.stream().map(Commit::decision).distinct().toList(),
                commits.stream().map(Commit::decision).toList(), "a decision was committed twice");
        assertEquals(List.of(), journal.unsettled(), settled::toString);
        assertEquals(byDecision(commits), committedIn(journal));
    }

    /** Kills it so long after it has made some decisions. */
    private void runAndKill(int decisions, long micros) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                KilledSpine.class.getName(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            awaitDecisions(lines, decisions);
            process.waitFor(micros, TimeUnit.MICROSECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void awaitDecisions(BufferedReader lines, int decisions) throws IOException {
        int made = 0;
        while (made < decisions) {
            String line = lines.readLine();
            assertNotNull(line, "the process ended by itself");
            made += line.equals("Decided") ? 1 : 0;
        }
    }

    /** One more heartbeat, to a canary that has nothing to do. */
    private static Outcome settle(Fleet fleet, Journal journal) {
        try (JGitManifestRepository manifests = fleet.manifests()) {
            return Spine.of(Scene.HOLD, Spine.AMPLE, Spine.observer(Scene.HOLD, 0), manifests, journal)
                    .handle(Spine.heartbeat());
        }
    }

    private static Map<String, String> byDecision(List<Commit> commits) {
        Map<String, String> byDecision = new TreeMap<>();
        commits.forEach(commit -> byDecision.put(commit.decision(), commit.id()));
        return byDecision;
    }

    /** Each decision that the journal holds as committed, with its commit. */
    private static Map<String, String> committedIn(Journal journal) {
        Map<String, String> byDecision = new TreeMap<>();
        for (Entry entry : journal.newest(PODINFO, 10_000)) {
            if (entry.change().orElseThrow() instanceof Change.Committed committed) {
                assertNull(byDecision.put(entry.ruling().id(), committed.commit()), "a decision was recorded twice");
            }
        }
        return byDecision;
    }
}
