package dev.serin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.simulation.flagger.ScriptedHooks;
import dev.serin.simulation.fleet.DemoFleet;
import dev.serin.simulation.fleet.FleetPush;
import dev.serin.simulation.fleet.PlainManifest;
import dev.serin.simulation.fleet.SerinAddress;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import dev.serin.simulation.service.Traffic;

class DemoReportTest {

    private static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    private static final SerinAddress SERIN = new SerinAddress(URI.create("http://localhost:1"), "token");

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final ScriptedHooks serin = new ScriptedHooks();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private World world;

    @BeforeEach
    void oneCanary() {
        PlainManifest manifest = new PlainManifest(PODINFO, Wiring.FULL, SERIN);
        world = new World(
                new World.Setup(directory.resolve("fleet.git"), Map.of(manifest.path(), manifest.text()),
                        canary -> Traffic.of(100, DemoReleases.INTERVAL), serin, Runnable::run, Duration.ZERO),
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(3));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private DemoReport play(Fate fate, int steps) {
        DemoReport report = new DemoReport(world,
                List.of(new DemoReleases.Release(PODINFO, fate, Traffic.of(100, DemoReleases.INTERVAL), Duration.ofSeconds(4))),
                clock, new PrintStream(printed, true, StandardCharsets.UTF_8));
        for (int i = 0; i < steps; i++) {
            clock.advance(DemoReleases.INTERVAL);
            world.step();
            report.look();
        }
        return report;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBadReleaseThatWasRolledBackEndedRight() throws Exception {
        serin.answer(HookType.ROLLBACK, 200);
        DemoReport report = play(Fate.ERRORS, 8);
        report.printTable();
        assertTrue(report.isThrough());
        assertTrue(report.allEndedRight());
        assertEquals(1, printed().lines().filter(line -> line.contains("rolled back (errors)")).count(), this::printed);
        assertTrue(printed().lines().anyMatch(line -> line.matches("prod/podinfo +errors +rolled back +yes +0")),
                this::printed);
    }

    @Test
    void aFineReleaseThatWasRolledBackEndedWrong() {
        serin.answer(HookType.ROLLBACK, 200);
        assertFalse(play(Fate.FINE, 8).allEndedRight());
    }

    @Test
    void aReleaseThatStillHoldsIsNotThrough() {
        DemoReport report = play(Fate.FINE, 8);
        assertFalse(report.isThrough());
        assertFalse(report.allEndedRight());
    }

    @Test
    void withHardlyAnyTrafficHoldingIsRight() throws Exception {
        DemoReport report = play(Fate.HARDLY_ANY_TRAFFIC, 8);
        report.printTable();
        assertTrue(report.isThrough());
        assertTrue(report.allEndedRight());
        assertTrue(printed().contains("at 5 %"), this::printed);
    }

    @Test
    void commitsAreCountedByTheirSubject() throws Exception {
        new FleetPush(world.repository(), directory).replace("apps/prod/podinfo.yaml", "[5, 5]", "[5, 6, 6]");
        play(Fate.FINE, 8).printTable();
        assertTrue(printed().lines().anyMatch(line -> line.startsWith("prod/podinfo ") && line.endsWith(" 1")), this::printed);
    }

    @Test
    void everyCanaryOfTheDemosFleetHasARelease() {
        World demo = new World(
                new World.Setup(directory.resolve("demo.git"), DemoFleet.files(SERIN), DemoReleases::trafficOf, serin,
                        Runnable::run, Duration.ZERO),
                clock, RandomGeneratorFactory.of("L64X128MixRandom").create(3));
        demo.step();
        DemoReleases.all().forEach(
                release -> assertEquals(World.Outcome.NO_RELEASE, demo.outcome(release.canary()), release.canary()::toString));
        assertTrue(DemoReleases.all().stream().map(DemoReleases.Release::fate).distinct().count() == Fate.values().length);
        demo.close();
    }
}
