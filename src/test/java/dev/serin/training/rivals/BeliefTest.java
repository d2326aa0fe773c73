package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

class BeliefTest {

    private static final double PRIOR_ODDS = 0.4 / 0.6;

    @Test
    void priorIsFourBadOfTen() {
        assertEquals(PRIOR_ODDS, new Belief(0.2, 0.1).oddsOfBad(), 1e-9);
        assertEquals(1, Hypotheses.FAULTS.stream().mapToDouble(Hypotheses.Fault::chance).sum(), 1e-9);
        assertEquals(1, Hypotheses.WARM_UPS.stream().mapToDouble(Hypotheses.WarmUp::chance).sum(), 1e-9);
    }

    @Test
    void gapTellsNothing() {
        Belief belief = new Belief(0.2, 0.1);
        belief.see(SteadyService.GAP, 10);
        assertEquals(PRIOR_ODDS, belief.oddsOfBad(), 1e-9);
    }

    @Test
    void alikeVersionsMakeItGoodAndErrorsMakeItBad() {
        assertTrue(after(5, 0.001) < 0.3, "odds " + after(5, 0.001));
        assertTrue(after(2, 0.02) > 20, "odds " + after(2, 0.02));
    }

    @Test
    void slowStartThatFadesIsAWarmUpAndOneThatStaysIsAFault() {
        double faded = slowFor(minute -> 1 + 1.3 * Math.exp(-(minute + 0.5) / 2.5));
        double stayed = slowFor(minute -> 2);
        assertTrue(faded < 0.5 && stayed > 20, "odds " + faded + " and " + stayed);
    }

    private static double after(int minutes, double errors) {
        SteadyService service = new SteadyService(500, 0.001, errors, 1);
        Belief belief = new Belief(0.1, 0.05);
        for (int i = 0; i < minutes; i++) {
            belief.see(service.serve(new Weight(10), Duration.ofMinutes(1)).seen(), 10);
        }
        return belief.oddsOfBad();
    }

    private static double slowFor(IntToDoubleFunction factor) {
        Belief belief = new Belief(0.1, 0.2);
        for (int minute = 0; minute < 10; minute++) {
            belief.see(SteadyService.interval(lognormal(1000, 60 * factor.applyAsDouble(minute)), lognormal(9000, 60)), 10);
        }
        return belief.oddsOfBad();
    }

    private static VersionReading lognormal(double requests, double medianMillis) {
        double[] bounds = { 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, Double.POSITIVE_INFINITY };
        NormalDistribution logMillis = new NormalDistribution(Math.log(medianMillis), 0.5);
        double[] counts = IntStream.range(0, bounds.length).mapToDouble(i -> requests * (logMillis
                .cumulativeProbability(Math.log(bounds[i]))
                - (i == 0 ? 0 : logMillis.cumulativeProbability(Math.log(bounds[i - 1])))))
                .toArray();
        return new VersionReading(new Reading.Value(requests), new Reading.Value(0), Optional.of(new Histogram(bounds, counts)),
                new Reading.Value(0));
    }
}
