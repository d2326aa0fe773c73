package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class MixtureSprtTest {

    @Test
    void likelihoodRatiosOfThePaper() {
        assertEquals(1.766799, MixtureSprt.bernoulli(0.01, 0.01 * 0.99 + 0.02 * 0.98, 1000, 1e-4), 1e-6);
        assertEquals(21.197856, MixtureSprt.bernoulli(0.02, 0.01 * 0.99 + 0.03 * 0.97, 1000, 1e-4), 1e-6);
        assertEquals(19.011558, MixtureSprt.normal(0.2, 1, 500, 0.01), 1e-6);
        assertEquals(0.534522, MixtureSprt.normal(0, 1, 500, 0.01), 1e-6);
    }

    @Test
    void mixingVarianceOfTheRPackage() {
        assertEquals(0.378468, MixtureSprt.mixing(0.05, 500, 1), 1e-6);
        assertEquals(0.0771599, MixtureSprt.mixing(0.05, 10_000, 1), 1e-6);
    }

    @Test
    void unevenSplitIsWorthItsHarmonicMean() {
        assertEquals(1000, new Tally(0, 1000, 0, 1000).evenRequests());
        assertEquals(180, new Tally(0, 100, 0, 900).evenRequests(), 1e-9);
    }

    @Test
    void alikeVersionsAreRejectedRarelyAndThePeekingZTestOften() {
        long sequential = wrongRollbacks(SprtLadder.published());
        long peeking = wrongRollbacks(new PeekingZTest());
        assertTrue(sequential <= 15, sequential + " of 1000 with two tests at alpha 0.005");
        assertTrue(peeking >= 200, peeking + " of 1000 although each look is at 5 %");
    }

    @Test
    void regressionIsRolledBackSoon() {
        Played played = Playing.play(SprtLadder.published(), new SteadyService(500, 0.001, 0.03, 1), new SplittableRandom(1));
        assertEquals(false, played.promoted());
        assertTrue(played.minutes() <= 3, "took " + played.minutes());
    }

    private static long wrongRollbacks(Rival rival) {
        return LongStream.range(0, 1000).filter(seed -> !Playing
                .play(rival, new SteadyService(100, 0.01, 0.01, seed), new SplittableRandom(seed)).promoted()).count();
    }
}
