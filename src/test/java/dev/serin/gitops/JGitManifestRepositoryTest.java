package dev.serin.gitops;

import static dev.serin.gitops.Remote.PATH;
import static dev.serin.gitops.Remote.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.canary.StepWeights;

/** Against a repository on the same disk; what needs a server is in the tests of HTTP and SSH. */
class JGitManifestRepositoryTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;
    private Remote remote;
    private final List<JGitManifestRepository> opened = new ArrayList<>();

    @BeforeEach
    void fleet() {
        remote = new Remote(folder);
    }

    @AfterEach
    void close() {
        opened.forEach(JGitManifestRepository::close);
    }

    private Configured configured(String clone) {
        return Configured.with("url", remote.url()).and("clone-directory", folder.resolve(clone)).and("refresh", "PT0S");
    }

    private JGitManifestRepository open(Configured configured) {
        return open(configured, CLOCK);
    }

    private JGitManifestRepository open(Configured configured, Clock clock) {
        JGitManifestRepository repository = new JGitManifestRepository(configured.config(), clock);
        opened.add(repository);
        return repository;
    }

    private JGitManifestRepository open() {
        return open(configured("clone"));
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), CLOCK);
    }

    private static Approval.Known known(ManifestRepository repository, CanaryRef canary) {
        Approval approval = repository.read(canary, budget());
        return assertInstanceOf(Approval.Known.class, approval, approval::toString);
    }

    private static Change.Committed committed(Change change) {
        return assertInstanceOf(Change.Committed.class, change, change::toString);
    }

    @Test
    void aDecisionBecomesACommitOfTwoLines() {
        JGitManifestRepository repository = open();
        Approval basis = repository.read(PODINFO, budget());
        String before = remote.file(PATH);
        Change.Committed change = committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget()));

        assertEquals(remote.head(), change.commit());
        assertEquals("serin: advance prod/podinfo 5 % → 20 %", remote.subjects().get(0));
        assertEquals(List.of("-    stepWeights: [5, 5] # the path\n", "+    stepWeights: [5, 20, 20] # the path\n",
                "-      metadata: &serin {decision: none}\n",
                "+      metadata: &serin {decision: advance 5-20 66fd8c7b9b 000000000001}\n"),
                LineDiff.between(before, remote.file(PATH)));
        assertEquals(PATH + "\n", GitProgram.git(remote.path(), "diff", "--name-only", "main~1", "main"));
        assertEquals("Serin <serin@localhost>", GitProgram.git(remote.path(), "log", "-1", "--format=%an <%ae>").strip());
        remote.requireSound();
    }

    @Test
    void aWholeReleaseIsOneCommitForEachStep() {
        JGitManifestRepository repository = open();
        committed(repository.apply(Rulings.reset(PODINFO, 0, 5, 1), known(repository, PODINFO), budget()));
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 2), known(repository, PODINFO), budget()));
        committed(repository.apply(Rulings.advance(PODINFO, 20, 45, 3), known(repository, PODINFO), budget()));
        committed(repository.apply(Rulings.promote(PODINFO, 45, 4), known(repository, PODINFO), budget()));
        assertEquals(new StepWeights(List.of(5, 20, 45)), known(repository, PODINFO).path());
        committed(repository.apply(Rulings.reset(PODINFO, 0, 5, 5), known(repository, PODINFO), budget()));
        assertEquals(new StepWeights(List.of(5, 5)), known(repository, PODINFO).path());
        assertEquals(List.of("serin: reset prod/podinfo to 5 %", "serin: promote prod/podinfo 45 % → 100 %",
                "serin: advance prod/podinfo 20 % → 45 %", "serin: advance prod/podinfo 5 % → 20 %",
                "serin: reset prod/podinfo to 5 %"), remote.subjects().subList(0, 5));
        remote.requireSound();
    }

    @Test
    void seesWhatOthersPush() {
        JGitManifestRepository repository = open();
        assertEquals(new StepWeights(List.of(5, 5)), known(repository, PODINFO).path());
        String commit = remote.commit(PATH, remote.file(PATH).replace("[5, 5]", "[7, 7]"));
        assertEquals(new Approval.Known(new StepWeights(List.of(7, 7)), Optional.empty(), commit),
                repository.read(PODINFO, budget()));
    }

    @Test
    void survivesARewrittenBranch() {
        JGitManifestRepository repository = open();
        known(repository, PODINFO);
        GitProgram.git(remote.work(), "commit", "-q", "--amend", "-m", "Rewritten");
        GitProgram.git(remote.work(), "push", "-q", "--force", "origin", "main");
        assertEquals(remote.head(), known(repository, PODINFO).commit());
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()));
    }

    @Test
    void readsAreSharedWhileTheyAreFresh() {
        JGitManifestRepository repository = open(configured("clone").and("refresh", "PT1H"));
        Approval first = repository.read(PODINFO, budget());
        remote.commit(PATH, remote.file(PATH).replace("[5, 5]", "[7, 7]"));
        assertEquals(first, repository.read(PODINFO, budget()));
    }

    @Test
    void aHarmlessRivalCostsOneMoreTry() {
        JGitManifestRepository repository = open(configured("clone").and("refresh", "PT1H"));
        Approval basis = repository.read(PODINFO, budget());
        remote.commit("README.md", "# Somebody else was here\n");
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget()));
        assertEquals(List.of("serin: advance prod/podinfo 5 % → 20 %", "Write README.md"), remote.subjects().subList(0, 2));
    }

    @Test
    void aRivalWhoChangedTheManifestOvertakes() {
        JGitManifestRepository repository = open(configured("clone").and("refresh", "PT1H"));
        Approval basis = repository.read(PODINFO, budget());
        String theirs = remote.commit(PATH, remote.file(PATH).replace("[5, 5]", "[5, 9, 9]"));
        Change change = repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget());
        assertInstanceOf(Change.Overtaken.class, change, change::toString);
        assertEquals(theirs, remote.head());
    }

    @Test
    void anotherReplicaWithTheSameDecisionDoesNotCommitAgain() {
        JGitManifestRepository one = open(configured("one").and("refresh", "PT1H"));
        JGitManifestRepository other = open(configured("other").and("refresh", "PT1H"),
                Clock.offset(CLOCK, Duration.ofMinutes(-1)));
        Approval basis = one.read(PODINFO, budget());
        other.read(PODINFO, budget());
        committed(one.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget()));
        assertInstanceOf(Change.Unchanged.class, other.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget()));
        assertEquals(3, remote.subjects().size());
    }

    @Test
    void anOutageIsAReasonAndNotAnException() throws IOException {
        JGitManifestRepository repository = open();
        Approval basis = known(repository, PODINFO);
        Path away = Files.move(remote.path(), folder.resolve("away"));
        Approval.Unknown unknown = assertInstanceOf(Approval.Unknown.class, repository.read(PODINFO, budget()));
        assertFalse(unknown.reason().contains(folder.toString()), unknown.reason());
        assertInstanceOf(Change.Failed.class, repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget()));
        assertThrows(Outage.class, () -> repository.commitOf("000000000001", budget()));
        Files.move(away, remote.path());
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()));
    }

    @Test
    void aSpentBudgetIsAReasonToo() {
        Budget spent = Budget.of(Duration.ZERO, CLOCK);
        JGitManifestRepository repository = open();
        assertInstanceOf(Approval.Unknown.class, repository.read(PODINFO, spent));
        assertInstanceOf(Change.Failed.class,
                repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), spent));
        assertEquals(2, remote.subjects().size());
    }

    @Test
    void aMissingBranchAndAMissingManifestAreNamed() {
        String branch = assertInstanceOf(Approval.Unknown.class,
                open(configured("a").and("branch", "release")).read(PODINFO, budget())).reason();
        assertTrue(branch.contains("refs/heads/release"), branch);
        assertTrue(assertInstanceOf(Approval.Unknown.class, open().read(new CanaryRef("prod", "gone"), budget())).reason()
                .contains("Canary prod/gone has no manifest"));
    }

    @Test
    void theCloneIsUsedAgainAfterARestart() throws IOException {
        open().read(PODINFO, budget());
        Path pack = Files.list(folder.resolve("clone/objects/pack")).filter(file -> file.toString().endsWith(".pack"))
                .findFirst().orElseThrow();
        remote.commit("README.md", "# More\n");
        known(open(), PODINFO);
        assertTrue(Files.exists(pack), "a new clone was made");
        assertEquals(1, Files.readAllLines(folder.resolve("clone/shallow")).size());
    }

    @Test
    void aCloneThatWasDamagedWhileServingIsMadeAnew() throws IOException {
        JGitManifestRepository repository = open();
        known(repository, PODINFO);
        deleteObjects();
        remote.commit("README.md", "# More\n");
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()));
    }

    @Test
    void aCloneThatACrashLeftBehindIsMadeAnew() throws IOException {
        known(open(), PODINFO);
        remote.commit("README.md", "# More\n");
        Files.writeString(folder.resolve("clone/" + WarmClone.TRACKING + ".lock"), "");
        assertEquals(remote.head(), known(open(), PODINFO).commit());
        deleteObjects();
        assertEquals(remote.head(), known(open(), PODINFO).commit());
        Files.writeString(folder.resolve("clone/config"), "no config [");
        assertEquals(remote.head(), known(open(), PODINFO).commit());
        Files.delete(folder.resolve("clone/HEAD"));
        assertEquals(remote.head(), known(open(), PODINFO).commit());
    }

    @Test
    void whatJGitLeavesBehindWhenItIsKilledIsNobodysContent() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("clone")).resolve(".probe-6f1c"), "");
        assertEquals(remote.head(), known(open(), PODINFO).commit());
    }

    private void deleteObjects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("clone/objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Path precious = Files.writeString(Files.createDirectories(folder.resolve("clone")).resolve("precious"), "x");
        Approval.Unknown unknown = assertInstanceOf(Approval.Unknown.class, open().read(PODINFO, budget()));
        assertTrue(unknown.reason().contains("serin.git.clone-directory"), unknown.reason());
        assertTrue(Files.exists(precious));
    }

    /** JGit cannot deepen a shallow clone with so many commits; a canary with an open entry would hold for ever. */
    @Test
    void looksBackFromACloneThatHasSeenManyCommits() {
        JGitManifestRepository repository = open();
        for (int i = 0; i < 80; i++) {
            remote.commit("README.md", "# " + i + "\n");
            if (i % 40 == 0) {
                known(repository, PODINFO);
            }
        }
        assertEquals(Optional.empty(), repository.commitOf("00000000000f", budget()));
        known(repository, PODINFO);
    }

    @Test
    void findsTheCommitOfADecisionBelowLaterOnes() {
        JGitManifestRepository repository = open();
        String commit = committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()))
                .commit();
        for (int i = 0; i < 4; i++) {
            remote.commit("README.md", "# " + i + "\n");
        }
        JGitManifestRepository fresh = open(configured("fresh"));
        assertEquals(Optional.of(commit), fresh.commitOf("000000000001", budget()));
        assertEquals(Optional.of(commit), repository.commitOf("000000000001", budget()));
        assertEquals(Optional.empty(), fresh.commitOf("00000000000f", budget()));
        assertEquals(Optional.empty(), open(configured("near").and("history-depth", 3)).commitOf("000000000001", budget()));
        committed(fresh.apply(Rulings.advance(PODINFO, 20, 45, 2), known(fresh, PODINFO), budget()));
    }

    @Test
    void twoWritersOnTwoClonesLoseNothingAndDoubleNothing() {
        List<CanaryRef> canaries = IntStream.range(0, 40).mapToObj(i -> new CanaryRef("prod", "app-" + i)).toList();
        canaries.forEach(canary -> remote.write("apps/" + canary.name() + ".yaml", Remote.manifest(canary)));
        remote.commitAll("The fleet");
        JGitManifestRepository one = open(configured("one").and("attempts", 50));
        JGitManifestRepository other = open(configured("other").and("attempts", 50));

        CompletableFuture<Void> left = CompletableFuture.runAsync(() -> advanceAll(one, canaries, 0));
        CompletableFuture<Void> right = CompletableFuture.runAsync(() -> advanceAll(other, canaries, 1));
        CompletableFuture.allOf(left, right).join();

        List<String> decisions = GitProgram.git(remote.path(), "log", "--format=%(trailers:key=Serin-Decision,valueonly)")
                .lines().filter(line -> !line.isBlank()).toList();
        assertEquals(40, decisions.size());
        assertEquals(40, new HashSet<>(decisions).size());
        canaries.forEach(canary -> assertEquals(new StepWeights(List.of(5, 20, 20)), known(one, canary).path()));
        remote.requireSound();
    }

    private static void advanceAll(JGitManifestRepository repository, List<CanaryRef> canaries, int half) {
        for (int i = half; i < canaries.size(); i += 2) {
            Approval basis = known(repository, canaries.get(i));
            committed(repository.apply(Rulings.advance(canaries.get(i), 5, 20, i + 1), basis,
                    Budget.of(Duration.ofMinutes(2), CLOCK)));
        }
    }

    @Test
    void manyCallersAtOnceAreServed() {
        JGitManifestRepository repository = open();
        List<CompletableFuture<Approval>> readers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> repository.read(PODINFO, budget()))).toList();
        readers.forEach(reader -> assertInstanceOf(Approval.Known.class, reader.join()));
    }

    @Test
    void signedCommitsPassGitsOwnCheck() throws IOException {
        Path key = folder.resolve("signer");
        SshGitServer.keyPair(key, "");
        JGitManifestRepository repository = open(configured("clone").and("signing-key", key).and("author.name", "Canary Bot")
                .and("author.email", "bot@example.com"));
        committed(repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()));
        Path allowed = Files.writeString(folder.resolve("allowed"),
                "bot@example.com " + Files.readString(folder.resolve("signer.pub")));
        String verdict = GitProgram.git(remote.path(), "-c", "gpg.ssh.allowedSignersFile=" + allowed, "verify-commit", "main");
        assertTrue(verdict.contains("Good \"git\" signature for bot@example.com"), verdict);
        remote.requireSound();
    }

    @Test
    void aSigningKeyThatCannotBeUsedFailsInsteadOfCommittingUnsigned() {
        JGitManifestRepository repository = open(configured("clone").and("signing-key", folder.resolve("none")));
        Change.Failed failed = assertInstanceOf(Change.Failed.class,
                repository.apply(Rulings.advance(PODINFO, 5, 20, 1), known(repository, PODINFO), budget()));
        assertTrue(failed.reason().contains("serin.git.signing-key"), failed.reason());
        assertEquals(2, remote.subjects().size());
    }

    @Test
    void aHandWrittenManifestIsConvertedByAReset() {
        remote.commit(PATH, remote.file(PATH).replace("stepWeights: [5, 5] # the path", "maxWeight: 50\n    stepWeight: 10")
                .replaceAll(" *metadata: [&*].*\n", ""));
        JGitManifestRepository repository = open();
        Approval basis = repository.read(PODINFO, budget());
        assertInstanceOf(Approval.Foreign.class, basis);
        committed(repository.apply(Rulings.reset(PODINFO, 10, 10, 1), basis, budget()));
        assertEquals("000000000001", known(repository, PODINFO).stamp().orElseThrow().id());
        assertEquals(new StepWeights(List.of(10, 10)), known(repository, PODINFO).path());
    }

    @Test
    void aCloneThatHasGrownIsMadeAnew() throws IOException {
        Path path = folder.resolve("clone");
        GitAccess access = new GitAccess(remote.url(), Optional.empty());
        try (WarmClone clone = new WarmClone(access, new CloneDirectory(path), "main", 3)) {
            for (int i = 0; i < 6; i++) {
                String head = remote.commit("README.md", "# " + i + "\n");
                assertEquals(head, clone.fetch(Duration.ofSeconds(10)).name());
                assertTrue(CloneDirectory.packs(clone.repository()) <= 3);
            }
        }
    }

    @Test
    void refusesAConfigurationThatCannotWork() {
        assertThrows(InvalidField.class, () -> open(configured("c").and("url", "git@example.com:fleet.git".replace(':', '/'))));
        assertThrows(InvalidField.class, () -> open(configured("c").and("url", "https://user:secret@example.com/fleet.git")));
        assertThrows(InvalidField.class, () -> open(configured("c").and("path", "../x.yaml")));
    }
}
