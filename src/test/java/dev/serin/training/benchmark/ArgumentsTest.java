package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;

class ArgumentsTest {

    @Test
    void everythingHasADefault() {
        Arguments arguments = Arguments.of(List.of());
        assertEquals(20_000, arguments.episodes());
        assertEquals(2, arguments.threads());
        assertEquals(Path.of("docs/benchmark"), arguments.output());
        assertEquals(Optional.empty(), arguments.traces());
        assertTrue(arguments.sets().isEmpty());
    }

    @Test
    void optionsChoose() {
        Arguments arguments = Arguments.of(List.of("--episodes", "50", "--traces", "data", "--sets", "mixed,leak",
                "--policies", "serin"));
        assertEquals(50, arguments.episodes());
        assertEquals(Optional.of(Path.of("data")), arguments.traces());
        assertEquals(List.of("mixed", "leak"), arguments.sets());
        assertEquals(List.of("serin"), arguments.policies());
    }

    @ParameterizedTest
    @ValueSource(strings = { "--episodes 0", "--episodes many", "--episodes", "--unknown 1", "loose", "--threads -1" })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThrows(InvalidField.class, () -> Arguments.of(List.of(line.split(" "))));
    }

    @Test
    void helpNamesEveryOption() {
        List.of("--episodes", "--traces", "--model", "--output", "--readme", "--scenarios", "--sets", "--policies",
                "--threads")
                .forEach(option -> assertTrue(Arguments.USAGE.contains(option + " ")));
    }
}
