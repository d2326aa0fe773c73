package dev.serin.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.InvalidField;
import dev.serin.training.Training.Trained;
import dev.serin.training.ppo.Evaluation;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.NoisyRelease;
import dev.serin.training.ppo.Ppo;

class TrainingTest {

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    @TempDir
    Path directory;

    @Test
    void anInterruptedTrainingThatIsResumedEndsAsTheUninterruptedOne() throws IOException {
        List<Trained> uninterrupted = training(SEEDS).run(2, (seed, update) -> {
        });
        stopAfterUpdates(7);
        Training resumed = training(SEEDS);
        resumed.resume();
        assertTrue(resumed.stepsMade() >= 7 * ToyTask.HYPERPARAMETERS.batch() && resumed.stepsMade() < resumed.stepsInAll());
        List<Trained> after = resumed.run(2, (seed, update) -> {
        });
        assertEquals(shas(uninterrupted), shas(after));
        for (int i = 0; i < after.size(); i++) {
            assertEquals(uninterrupted.get(i).curve(), after.get(i).curve());
            assertEquals(uninterrupted.get(i).score(), after.get(i).score());
        }
    }

    private void stopAfterUpdates(int updates) {
        Training training = training(SEEDS);
        assertThrows(CancellationException.class, () -> training.run(1, (seed, update) -> {
            if (update.steps() >= (long) updates * ToyTask.HYPERPARAMETERS.batch()) {
                training.stop();
            }
        }));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws IOException {
        List<Trained> one = training(SEEDS).run(1, (seed, update) -> {
        });
        List<Trained> three = training(SEEDS).run(3, (seed, update) -> {
        });
        assertEquals(shas(one), shas(three));
        assertNotEquals(shas(one).get(0), shas(one).get(1));
    }

    @Test
    void theMeanOfTheSeedsIsJudgedBesideThem() throws IOException {
        List<Trained> three = training(SEEDS).run(2, (seed, update) -> {
        });
        assertEquals(List.of("seed 1", "seed 2", "seed 3", "mean of seeds 1, 2, 3"),
                three.stream().map(Trained::name).toList());
        assertEquals(List.of("seed 1"), training(List.of(1L)).run(1, (seed, update) -> {
        }).stream().map(Trained::name).toList());
    }

    @Test
    void resumingRefusesTheCheckpointOfOtherSettingsAndLeavesItAlone() throws IOException {
        stopAfterUpdates(1);
        byte[] before = Files.readAllBytes(directory.resolve("checkpoint-1.bin"));
        Hyperparameters other = ToyTask.HYPERPARAMETERS.with(Map.of("clip", 0.1));
        InvalidField refusal = assertThrows(InvalidField.class,
                () -> new Training(ToyTask.task(), other, SEEDS, directory).resume());
        assertTrue(refusal.getMessage().contains("other hyperparameters"), refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("checkpoint-1.bin")));
    }

    @Test
    void resumingRefusesACheckpointThatIsCutOff() throws IOException {
        stopAfterUpdates(1);
        Path file = directory.resolve("checkpoint-1.bin");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThrows(InvalidField.class, () -> training(SEEDS).resume());
    }

    @Test
    void theBestHasTheGreatestMeanRewardAndOfEqualsTheFirst() {
        assertEquals("seed 2",
                Training.best(List.of(trained(1, 0.1), trained(2, 0.3), trained(3, 0.3), trained(4, 0.2))).name());
    }

    private static Trained trained(long seed, double reward) {
        return new Trained("seed " + seed, new Ppo(NoisyRelease::new,
                ToyTask.HYPERPARAMETERS, seed).network(), List.of(), new Score(new Evaluation(10, reward, 0.1, 3), Map.of()));
    }

    private Training training(List<Long> seeds) {
        return new Training(ToyTask.task(), ToyTask.HYPERPARAMETERS, seeds, directory);
    }

    private static List<String> shas(List<Trained> all) {
        return all.stream().map(trained -> trained.network().sha256()).toList();
    }
}
