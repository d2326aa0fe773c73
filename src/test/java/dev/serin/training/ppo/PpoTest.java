package dev.serin.training.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.InvalidField;

class PpoTest {

    private static final Hyperparameters SMALL = Hyperparameters.DEFAULT.with(Map.of("steps", 8 * 16 * 6, "environments", 8,
            "stepsPerUpdate", 16, "minibatch", 64, "initialBiases", List.of()));
    private static final long VALIDATION = 1L << 42;

    /** Its episodes are of some ten steps, so it explores more and looks less far. */
    @Test
    void learnsTheSequentialTestAsWellAsTheBestThresholds() {
        Hyperparameters shortEpisodes = SMALL.with(Map.of("steps", 300_000, "environments", 64, "stepsPerUpdate", 32,
                "minibatch", 512, "learningRate", 2e-3, "actorWidths", List.of(16, 16), "criticWidths", List.of(16, 16)))
                .with(Map.of("epochs", 6, "gamma", 0.997));
        Ppo ppo = new Ppo(NoisyRelease::new, shortEpisodes, 1);
        while (!ppo.isDone()) {
            ppo.update();
        }
        double best = DoubleStream.iterate(0.5, threshold -> threshold < 6, threshold -> threshold + 0.25)
                .map(threshold -> Evaluation
                        .of(step -> NoisyRelease.byThreshold(step, threshold), new NoisyRelease(), VALIDATION,
                                4000, () -> {
                                })
                        .meanReward())
                .max().orElseThrow();
        double learnt = Evaluation.greedy(ppo.network(), new NoisyRelease(), VALIDATION, 4000).meanReward();
        assertTrue(learnt > best - 0.015, "learnt " + learnt + ", the best thresholds bring " + best);
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndAnotherSeedAnotherOne() {
        assertEquals(trained(7).network().sha256(), trained(7).network().sha256());
        assertNotEquals(trained(7).network().sha256(), trained(8).network().sha256());
    }

    @Test
    void aTrainingThatWasWrittenAndReadEndsWithTheSameNetwork() throws IOException {
        Ppo interrupted = ppo(7);
        interrupted.update();
        interrupted.update();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        interrupted.write(new DataOutputStream(written));
        Ppo resumed = ppo(7);
        resumed.read(new DataInputStream(new ByteArrayInputStream(written.toByteArray())));
        finish(resumed);
        assertEquals(trained(7).network().sha256(), resumed.network().sha256());
    }

    @Test
    void theNetworkHandedOutIsNotTrainedFurther() {
        Ppo ppo = ppo(7);
        Network before = ppo.network();
        String sha = before.sha256();
        ppo.update();
        assertEquals(sha, before.sha256());
        assertNotEquals(sha, ppo.network().sha256());
    }

    @Test
    void endsAfterTheStepsItWasGiven() {
        Ppo ppo = trained(7);
        assertEquals(SMALL.steps(), ppo.steps());
        assertThrows(IllegalStateException.class, ppo::update);
    }

    @Test
    void anActionWithALowBiasIsRareAtFirst() {
        Ppo ppo = new Ppo(NoisyRelease::new, SMALL.with(Map.of("initialBiases", List.of(0.0, 0.0, -4.0))), 1);
        float[] probabilities = ppo.network().probabilities(new float[] { 0.1f, 0.2f }, new float[] { 1, 1, 1 });
        assertTrue(probabilities[NoisyRelease.ROLLBACK] < 0.03, "rollback " + probabilities[NoisyRelease.ROLLBACK]);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertTrue(assertThrows(InvalidField.class, () -> new Ppo(NoisyRelease::new, Hyperparameters.DEFAULT, 1)).getMessage()
                .contains("initialBiases"));
        assertTrue(assertThrows(InvalidField.class, () -> ppo(-1)).getMessage().contains("seed"));
        assertTrue(assertThrows(InvalidField.class, () -> SMALL.with(Map.of("minibatch", 7))).getMessage()
                .contains("minibatch"));
        assertTrue(assertThrows(InvalidField.class, () -> SMALL.with(Map.of("learnRate", 1))).getMessage()
                .contains("learnRate"));
    }

    private static Ppo ppo(long seed) {
        return new Ppo(NoisyRelease::new, SMALL, seed);
    }

    private static Ppo trained(long seed) {
        Ppo ppo = ppo(seed);
        assertFalse(ppo.isDone());
        finish(ppo);
        return ppo;
    }

    private static void finish(Ppo ppo) {
        while (!ppo.isDone()) {
            ppo.update();
        }
    }
}
