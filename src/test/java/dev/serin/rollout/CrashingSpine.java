package dev.serin.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decider;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.GitConfig;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.gitops.ManifestRepository;
import dev.serin.guardrail.GuardrailConfig;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.guardrail.Guardrails;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.JournalConfig;
import dev.serin.journal.SqliteJournal;
import dev.serin.observation.Canaries;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;
import dev.serin.simulation.fleet.FleetRepository;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.context.SmallRyeManagedExecutor;

/**
 * The real spine with the real journal and a real Git repository, made anew for each heartbeat as after {@code kill -9}. Only
 * what is
 * seen, and what the policy wants, is scripted.
 */
final class CrashingSpine {

    static final CanaryRef CANARY = Observations.PODINFO;

    private static final String MANIFEST = """
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata:
              name: podinfo
              namespace: prod
            spec:
              analysis:
                interval: 60s
                stepWeights: %s
                webhooks:
                  - {name: serin, type: rollback, url: http://serin/flagger/rollback, metadata: {decision: %s}}
            """;

    private final Path directory;
    private final JournalConfig journalConfig;
    private Observations seen = Observations.progressing();
    private HookType hook = HookType.ROLLBACK;
    private Proposal wanted = Proposal.hold(Weight.ZERO, "nothing is wanted");

    CrashingSpine(Path directory) {
        this.directory = directory;
        this.journalConfig = configured(JournalConfig.class, Map.of());
    }

    CrashingSpine path(String stamp, String stepWeights) {
        FleetRepository.create(bare(), Map.of("canary.yaml", MANIFEST.formatted(stepWeights, stamp)),
                new PersonIdent("Fleet", "fleet@example.org", Date.from(Observations.NOW), TimeZone.getTimeZone("UTC")));
        return this;
    }

    CrashingSpine atWeight(int percent) {
        seen = Observations.progressing().at(percent);
        return this;
    }

    CrashingSpine wants(Action action, int to) {
        wanted = new Proposal(action, new Weight(to), "the test wants it");
        return this;
    }

    /** The release has been rolled back: Flagger calls for the last time. */
    CrashingSpine ended() {
        seen = Observations.idle(Phase.FAILED);
        hook = HookType.POST_ROLLOUT;
        return this;
    }

    void heartbeat() throws Exception {
        heartbeat(Optional.empty());
    }

    void heartbeatDyingAt(CrashPoint point) throws Exception {
        heartbeat(Optional.of(point));
    }

    private void heartbeat(Optional<CrashPoint> death) throws Exception {
        ManagedExecutor executor = SmallRyeManagedExecutor.builder().withNewExecutorService().build();
        try (JGitManifestRepository git = new JGitManifestRepository(gitConfig(), Clock.systemUTC())) {
            service(new DyingJournal(journal(), death), new DyingManifests(git, death), executor)
                    .handle(new Trigger.HookCall(hook, CANARY, Phase.FAILED, Observations.RELEASE, Map.of()));
        } finally {
            executor.shutdown();
        }
    }

    private RolloutService service(Journal journal, ManifestRepository manifests, ManagedExecutor executor) {
        RolloutConfig config = configured(RolloutConfig.class, Map.of("serin.rollout.budget", "60s"));
        return new RolloutService(new Turns(executor, Clock.systemUTC(), config), new OneCanary(), manifests,
                (trigger, canary, approval, budget) -> seen.approval(approval).build(),
                new Decider(new Wish(wanted), new Guardrails(guardrails()), observation -> "d".repeat(64)), journal,
                new Settlement(journal, manifests), new LastOutcomes(), new DecisionStream(new Nobody()));
    }

    private static GuardrailSettings guardrails() {
        return GuardrailSettings.of(configured(GuardrailConfig.class, Map.of()));
    }

    Journal journal() {
        SQLiteDataSource store = new SQLiteDataSource();
        store.setUrl("jdbc:sqlite:" + directory.resolve("journal.db") + "?journal_mode=WAL&synchronous=FULL");
        Flyway.configure().dataSource(store).load().migrate();
        return new SqliteJournal(store, journalConfig);
    }

    /** Of Serin's commits, oldest first. */
    List<String> subjects() throws Exception {
        try (Git git = Git.open(bare().toFile())) {
            List<String> subjects = new ArrayList<>();
            git.log().add(git.getRepository().resolve("main")).call()
                    .forEach(commit -> subjects.add(0, commit.getShortMessage()));
            return subjects.subList(1, subjects.size());
        }
    }

    String head() throws IOException {
        try (Repository repository = Git.open(bare().toFile()).getRepository()) {
            return repository.resolve("main").name();
        }
    }

    private Path bare() {
        return directory.resolve("fleet.git");
    }

    private GitConfig gitConfig() {
        return configured(GitConfig.class, Map.of("serin.git.url", "file://" + bare(), "serin.git.clone-directory",
                directory.resolve("clone").toString(), "serin.git.refresh", "0s"));
    }

    private static <T> T configured(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withMapping(mapping).addDefaultInterceptors().addDiscoveredConverters()
                .addSystemSources().withSources(new PropertiesConfigSource(properties, "test", 500)).build()
                .getConfigMapping(mapping);
    }

    /** The cluster has this one Canary, in whatever state the script says. */
    private final class OneCanary implements Canaries {

        @Override
        public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
            return Optional.of(seen.build().canary());
        }

        @Override
        public List<CanaryState> all(Budget budget) {
            return List.of(seen.build().canary());
        }
    }

    private record Wish(Proposal proposal) implements Policy {

        @Override
        public PolicyRef ref() {
            return new PolicyRef("wish", "a".repeat(64));
        }

        @Override
        public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
            return proposal;
        }
    }

    private record DyingJournal(Journal journal, Optional<CrashPoint> death) implements Journal {

        @Override
        public Entry open(Trigger trigger, Observation observation, Ruling ruling) {
            death.ifPresent(point -> point.dieIf(CrashPoint.BEFORE_THE_ENTRY_IS_OPENED));
            return journal.open(trigger, observation, ruling);
        }

        @Override
        public void close(Entry entry, Change change) {
            death.ifPresent(point -> point.dieIf(CrashPoint.BEFORE_THE_ENTRY_IS_CLOSED));
            journal.close(entry, change);
            death.ifPresent(point -> point.dieIf(CrashPoint.AFTER_THE_ENTRY_IS_CLOSED));
        }

        @Override
        public List<Entry> unsettled() {
            return journal.unsettled();
        }

        @Override
        public List<Entry> newest(CanaryRef canary, int limit) {
            return journal.newest(canary, limit);
        }

        @Override
        public List<Entry> newestOfEach() {
            return journal.newestOfEach();
        }

        @Override
        public Optional<Entry> find(String decisionId) {
            return journal.find(decisionId);
        }
    }

    private record DyingManifests(ManifestRepository manifests, Optional<CrashPoint> death) implements ManifestRepository {

        @Override
        public Approval read(CanaryRef canary, Budget budget) {
            return manifests.read(canary, budget);
        }

        @Override
        public Change apply(Ruling ruling, Approval basis, Budget budget) {
            death.ifPresent(point -> point.dieIf(CrashPoint.BEFORE_THE_PUSH));
            Change change = manifests.apply(ruling, basis, budget);
            death.ifPresent(point -> point.dieIf(CrashPoint.AFTER_THE_PUSH));
            return change;
        }

        @Override
        public Optional<String> commitOf(String decisionId, Budget budget) {
            return manifests.commitOf(decisionId, budget);
        }
    }

    /** Listens to no decision. */
    private static final class Nobody implements Emitter<DecisionStream.DecisionMade> {

        @Override
        public CompletionStage<Void> send(DecisionStream.DecisionMade made) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <M extends Message<? extends DecisionStream.DecisionMade>> void send(M message) {
            // Nobody listens.
        }

        @Override
        public void complete() {
            // Nothing was begun.
        }

        @Override
        public void error(Exception error) {
            throw new AssertionError("No listener may fail", error);
        }

        @Override
        public boolean isCancelled() {
            return true;
        }

        @Override
        public boolean hasRequests() {
            return false;
        }
    }
}
