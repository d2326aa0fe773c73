package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.InvalidField;
import dev.serin.policy.OnnxFile;
import dev.serin.simulation.environment.ScenarioFile;

class ContestantsTest {

    /** Prefers rollback to holding, e to 1 to the other five actions together. */
    private static final byte[] TIMID = new OnnxFile(0, 0, 0, 0, 0, 0, (float) (1 + Math.log(6))).bytes();

    private static Outcome play(Contestant contestant) {
        Episode episode = Episode.of(ScenarioFile.shipped("benchmark").get("healthy-over-50")::draw, 3);
        return Outcome.of(contestant.play(episode), episode.service());
    }

    @Test
    void theLearnedPolicyComesFirstAndEveryNameIsUnique() {
        List<Contestant> all = Contestants.of(Optional.of(TIMID));
        assertEquals(Contestants.SERIN, all.get(0).name());
        Set<String> names = Stream.concat(all.stream(), Contestants.atCautions(TIMID).stream()).map(Contestant::name)
                .collect(Collectors.toSet());
        assertEquals(all.size() + 6, names.size());
        assertEquals(all.size() - 1, Contestants.of(Optional.empty()).size());
    }

    @Test
    void howProbableItFindsTheRollbackStandsForItsBelief() {
        Outcome outcome = play(Contestants.of(Optional.of(TIMID)).get(0));
        assertFalse(outcome.promoted());
        // The usual caution is 0.6: times e^0.6 for the rollback, e^-0.3 for the promotion, one of the six others.
        assertEquals(Math.exp(1.6) / (Math.exp(1.6) + (5 + Math.exp(-0.3)) / 6), outcome.badProbability().orElseThrow(), 1e-6);
    }

    @Test
    void cautionMovesTheSameModel() {
        List<Contestant> front = Contestants.atCautions(TIMID);
        assertTrue(front.get(0).name().endsWith("-4.0") && front.get(5).name().endsWith("+6.5"));
        double bold = play(front.get(0)).badProbability().orElseThrow();
        double cautious = play(front.get(5)).badProbability().orElseThrow();
        assertTrue(bold < 0.1 && cautious > 0.99, bold + " and " + cautious);
    }

    @Test
    void aModelThatCannotBeReadIsRefused() {
        assertThrows(InvalidField.class, () -> Contestants.model(Optional.of(Path.of("no-such-model.onnx"))));
    }
}
