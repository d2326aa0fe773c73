package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.serin.observation.Observation;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;

class ObservationEncoderTest {

    private static final List<String> NAMES = ObservationEncoder.features().stream().map(ObservationEncoder.Feature::name)
            .toList();

    private final Traffic traffic = new Traffic(new SplittableRandom(1));
    private final VersionReading fine = traffic.version(90_000, 0.001, 40);

    private static double value(Observation seen, String feature) {
        return ObservationEncoder.encode(seen)[NAMES.indexOf(feature)];
    }

    private static void assertInRange(Observation seen) {
        float[] vector = ObservationEncoder.encode(seen);
        for (int i = 0; i < vector.length; i++) {
            ObservationEncoder.Feature feature = ObservationEncoder.features().get(i);
            assertTrue(vector[i] >= feature.min() && vector[i] <= feature.max(), feature.name() + " is " + vector[i]);
        }
    }

    @Test
    void everyNumberStaysInItsRangeWhateverWasSeen() {
        assertInRange(Observations.repeated(0, 1, VersionReading.missing("no series"), VersionReading.missing("no series")));
        assertInRange(Observations.repeated(50, 90, traffic.version(900_000, 0.9, 4000), fine));
        assertInRange(Observations.repeated(1, 3, Traffic.counted(0, 0), Traffic.counted(0, 0)));
        assertInRange(Observations.repeated(99, 3, Traffic.counted(1, 1), Traffic.counted(1, 0)));
    }

    @Test
    void theSameObservationGivesTheSameVector() {
        Observation seen = Observations.repeated(10, 5, traffic.version(10_000, 0.01, 60), fine);
        assertArrayEquals(ObservationEncoder.encode(seen), ObservationEncoder.encode(seen));
    }

    @Test
    void everyFeatureHasANameOfItsOwn() {
        Set<String> distinct = NAMES.stream().collect(Collectors.toSet());
        assertEquals(NAMES.size(), distinct.size());
        assertEquals(53, NAMES.size(), "another number of features is another version");
    }

    @Test
    void whatGoesWrongShowsWithItsSign() {
        Observation failing = Observations.repeated(10, 5, traffic.version(10_000, 0.02, 40), fine);
        Observation slow = Observations.repeated(10, 5, traffic.version(10_000, 0.001, 80), fine);
        assertTrue(value(failing, "errors-z-total") > 2 && value(failing, "errors-difference-low") > 1);
        assertTrue(
                value(slow, "tail-z-total") > 2 && value(slow, "body-z-recent") > 2 && value(slow, "latency-p99-ratio") > 0.5);
        assertEquals(0, value(slow, "errors-difference-total"), 0.1);
        assertEquals(2 * Math.log(2), value(slow, "latency-p50-ratio-newest"), 0.2, "twice as slow");
        assertTrue(value(failing, "errors-difference-newest") > 1 && value(slow, "tail-difference-newest") > 1);
    }

    @Test
    void missingIsFlaggedAndNotTakenForZeroErrors() {
        Observation blind = Observations.repeated(10, 3, VersionReading.missing("no series"), fine);
        assertEquals(1, value(blind, "missing-newest"));
        assertEquals(1.5, value(blind, "missing-consecutive"));
        assertEquals(4, value(blind, "errors-difference-high"), "nothing is excluded yet");
    }
}
