package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;
import io.quarkus.runtime.ShutdownEvent;

/** The budget, and one turn of a canary at a time. What hangs here hangs for ever, unless the test lets it go. */
class TurnsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Outcome DONE = new Outcome.Blind("done");
    private static final int CALLERS = 300;

    private final Latch hanging = new Latch();

    @AfterEach
    void letGo() {
        hanging.release();
    }

    @Test
    void whatHangsBeforeADecisionLeavesSerinBlind() {
        Outcome outcome = turns(SHORT).take(PODINFO, turn -> hang());

        assertEquals("nothing came of it inside the budget of 300 ms", blind(outcome).reason());
    }

    @Test
    void whatHangsAfterARollbackWasDecidedLeavesTheBrake() {
        Outcome outcome = turns(SHORT).take(PODINFO, hangingAfter(Scene.ROLLBACK));

        assertBrakes(outcome);
    }

    @Test
    void whatHangsAfterAnAdvanceWasDecidedLeavesSerinBlind() {
        blind(turns(SHORT).take(PODINFO, hangingAfter(Scene.ADVANCE)));
    }

    @Test
    void anOutageMeansBlindOrTheBrake() {
        Function<Turn, Outcome> failing = turn -> {
            throw new Outage("Git is away");
        };
        assertEquals("Git is away", blind(turns(Spine.AMPLE).take(PODINFO, failing)).reason());
        assertEquals("Git is away", blind(turns(Spine.AMPLE).take(PODINFO, after(Scene.ADVANCE, failing))).reason());
        assertBrakes(turns(Spine.AMPLE).take(PODINFO, after(Scene.ROLLBACK, failing)));
    }

    @Test
    void aMistakeSurfacesButDoesNotReleaseTheBrake() {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        Function<Turn, Outcome> failing = turn -> {
            throw mistake;
        };
        assertSame(mistake, assertThrows(IllegalStateException.class,
                () -> turns(Spine.AMPLE).take(PODINFO, after(Scene.ADVANCE, failing))).getCause());
        assertBrakes(turns(Spine.AMPLE).take(PODINFO, after(Scene.ROLLBACK, failing)));
    }

    @Test
    void theNextTurnOfACanaryWaitsForTheOneUnderWay() throws Exception {
        Turns turns = turns(Spine.AMPLE);
        AtomicBoolean alone = new AtomicBoolean(true);
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> turns.take(PODINFO, turn -> hang()));
        hanging.awaitReached();
        CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> turns.take(PODINFO, turn -> {
            alone.set(first.isDone() || hanging.isReleased());
            return DONE;
        }));
        hanging.release();

        assertSame(DONE, first.get());
        assertSame(DONE, second.get());
        assertTrue(alone.get(), "two turns of one canary at the same time");
    }

    @Test
    void aCanaryWhoseTurnHangsIsBlindAndTakesNoOtherTurn() {
        Turns turns = turns(SHORT);
        turns.take(PODINFO, turn -> hang());
        AtomicBoolean tookAnother = new AtomicBoolean();

        blind(turns.take(PODINFO, turn -> {
            tookAnother.set(true);
            return DONE;
        }));

        assertEquals(false, tookAnother.get());
    }

    @Test
    void aCanaryThatHangsBlocksNoOtherWhateverItsName() {
        Turns turns = turns(Spine.AMPLE);
        CompletableFuture.runAsync(() -> turns.take(PODINFO, turn -> hang()));
        hanging.awaitReached();

        sameHashAs(PODINFO, 512).forEach(other -> assertSame(DONE, turns.take(other, turn -> DONE)));
    }

    /** Names that a table of this size would put in the same place. */
    private static List<CanaryRef> sameHashAs(CanaryRef canary, int size) {
        return IntStream.range(0, 100_000).mapToObj(number -> new CanaryRef("prod", "other-" + number))
                .filter(other -> Math.floorMod(other.hashCode(), size) == Math.floorMod(canary.hashCode(), size))
                .limit(10).toList();
    }

    @Test
    void manyCallersAtOnceAllGetTheirTurn() throws Exception {
        Turns turns = turns(Spine.AMPLE);
        CountDownLatch together = new CountDownLatch(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, CALLERS)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                        together.countDown();
                        return turns.take(new CanaryRef("prod", "canary-" + number), turn -> onceAllHaveCalled(together));
                    }, callers)).toList();
            for (CompletableFuture<Outcome> outcome : outcomes) {
                assertSame(DONE, outcome.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whoeverBeginsATurnDoesNotWaitForIt() {
        CompletableFuture<Outcome> outcome = turns(Spine.AMPLE).begin(PODINFO, turn -> hang()).toCompletableFuture();

        assertEquals(false, outcome.isDone());
        hanging.release();
        assertSame(DONE, outcome.join());
    }

    @Test
    void whatWasBegunAndHangsIsAnsweredInTimeHoweverMuchHangs() {
        Turns turns = turns(SHORT);
        List<CompletionStage<Outcome>> outcomes = IntStream.range(0, CALLERS)
                .mapToObj(number -> turns.begin(new CanaryRef("prod", "canary-" + number), turn -> hang())).toList();

        outcomes.forEach(outcome -> blind(outcome.toCompletableFuture().join()));
        assertBrakes(turns(SHORT).begin(PODINFO, hangingAfter(Scene.ROLLBACK)).toCompletableFuture().join());
    }

    @Test
    void whateverHangsForOthersACanaryBrakes() {
        Turns turns = turns(Spine.AMPLE);
        IntStream.range(0, CALLERS).forEach(number -> turns.begin(new CanaryRef("prod", "canary-" + number), turn -> hang()));

        assertBrakes(turns.take(PODINFO, after(Scene.ROLLBACK, turn -> {
            throw new Outage("Git is away");
        })));
    }

    @Test
    void aMistakeInWhatWasBegunSurfaces() {
        CompletionStage<Outcome> outcome = turns(Spine.AMPLE).begin(PODINFO, turn -> {
            throw new IllegalArgumentException("a mistake");
        });

        ExecutionException failed = assertThrows(ExecutionException.class, () -> outcome.toCompletableFuture().get());
        assertInstanceOf(IllegalStateException.class, failed.getCause());
        assertInstanceOf(IllegalArgumentException.class, failed.getCause().getCause());
    }

    @Test
    void whoeverCallsWhileSerinStopsIsTold() {
        Turns turns = turns(SHORT);
        turns.stop(new ShutdownEvent());

        assertEquals("Serin is stopping", blind(turns.take(PODINFO, turn -> DONE)).reason());
        assertEquals("Serin is stopping",
                blind(turns.begin(PODINFO, turn -> DONE).toCompletableFuture().join()).reason());
    }

    private static Outcome onceAllHaveCalled(CountDownLatch together) {
        try {
            together.await();
            return DONE;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void anInterruptedCallerIsAnsweredAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Outcome outcome = turns(Spine.AMPLE).take(PODINFO, turn -> hang());

        assertTrue(Thread.interrupted());
        assertEquals("Serin is stopping", blind(outcome).reason());
    }

    @Test
    void locksAreKeptOnlyWhileTheyAreUsed() throws Exception {
        CanaryLocks locks = new CanaryLocks();

        locks.alone(PODINFO, Duration.ZERO, () -> {
            assertEquals(false, locks.isEmpty());
            return DONE;
        });

        assertTrue(locks.isEmpty());
    }

    private static Turns turns(Duration budget) {
        return new Turns(Clock.systemUTC(), Spine.Timing.of(budget));
    }

    private Outcome hang() {
        hanging.hang();
        return DONE;
    }

    private Function<Turn, Outcome> hangingAfter(Scene scene) {
        return after(scene, turn -> hang());
    }

    /** The turn of the scene's decision, which then goes on like this. */
    private static Function<Turn, Outcome> after(Scene scene, Function<Turn, Outcome> rest) {
        Observation observation = scene.observation(scene.approvalBefore(), 0);
        Ruling ruling = Spine.decider(scene.policy()).decide(observation);
        return turn -> {
            turn.decided(ruling, observation);
            return rest.apply(turn);
        };
    }

    private static Outcome.Blind blind(Outcome outcome) {
        return assertInstanceOf(Outcome.Blind.class, outcome);
    }

    private static void assertBrakes(Outcome outcome) {
        Outcome.Decided decided = assertInstanceOf(Outcome.Decided.class, outcome, outcome::toString);
        assertEquals(Scene.ROLLBACK.action(), decided.ruling().decision().action());
        assertInstanceOf(Change.Failed.class, decided.change());
    }
}
