package dev.serin.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.ManualClock;
import dev.serin.training.ppo.Update;

class ProgressTest {

    private static final Update UPDATE = new Update(0, 1, 0.25, 3, 1, 0, 0, 0);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ManualClock clock = new ManualClock();

    @Test
    void plainLinesComeNowAndThenAndSayWhatIsLeft() {
        Progress progress = progress(false, 0);
        progress.add(1, UPDATE, 100_000);
        clock.advance(Duration.ofSeconds(30));
        progress.add(1, UPDATE, 100_000);
        assertEquals(" 20 % of 1.0 million steps, 2:00 left, reward 1: 0.250" + System.lineSeparator(), printed());
    }

    @Test
    void stepsOfAnEarlierRunDoNotMakeItLookFaster() {
        Progress progress = progress(false, 500_000);
        clock.advance(Duration.ofSeconds(30));
        progress.add(2, UPDATE, 100_000);
        assertEquals(" 60 % of 1.0 million steps, 2:00 left, reward 2: 0.250" + System.lineSeparator(), printed());
    }

    @Test
    void onATerminalABarIsWrittenOverItself() {
        Progress progress = progress(true, 0);
        clock.advance(Duration.ofSeconds(1));
        progress.add(1, UPDATE, 500_000);
        assertEquals("\r[" + "#".repeat(15) + ".".repeat(15) + "]  50 % of 1.0 million steps, 0:01 left, reward 1: 0.250 ",
                printed());
    }

    private Progress progress(boolean terminal, long before) {
        return new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, clock, before, 1_000_000);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
