package dev.serin.training.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ExperienceTest {

    /** Two environments, three times; the first one's episode ends at its second time. */
    @Test
    void estimatesAdvantagesAsTheDefinitionSays() {
        Experience experience = new Experience(Hyperparameters.DEFAULT.with(Map.of("environments", 2, "stepsPerUpdate", 3,
                "minibatch", 6, "initialBiases", List.of())), 1, 1);
        System.arraycopy(new float[] { 1, 10, 2, 20, 3, 30 }, 0, experience.rewards, 0, 6);
        System.arraycopy(new float[] { 0.5f, 5, 0.25f, 4, 0.125f, 3 }, 0, experience.values, 0, 6);
        experience.lasts[2] = true;
        double gamma = 0.9;
        double lambda = 0.5;
        experience.estimateAdvantages(new float[] { 7, 70 }, gamma, lambda);

        double ended = 2 - 0.25;
        double before = 1 + gamma * 0.25 - 0.5 + gamma * lambda * ended;
        double after = 3 + gamma * 7 - 0.125;
        double third = 30 + gamma * 70 - 3;
        double second = 20 + gamma * 3 - 4 + gamma * lambda * third;
        double first = 10 + gamma * 4 - 5 + gamma * lambda * second;
        assertArrayEquals(new float[] { (float) before, (float) first, (float) ended, (float) second, (float) after,
                (float) third }, experience.advantages, 1e-4f);
        assertEquals(first + 5, experience.returns[1], 1e-4);
    }
}
