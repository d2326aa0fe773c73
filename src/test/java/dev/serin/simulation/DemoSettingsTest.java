package dev.serin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;

class DemoSettingsTest {

    @Test
    void everythingHasADefault() {
        DemoSettings settings = DemoSettings.of(List.of(), Map.of());
        assertEquals(8080, settings.port());
        assertEquals(Path.of("demo-data").toAbsolutePath(), settings.directory());
        assertFalse(settings.exitWhenDone());
    }

    @Test
    void environmentAndArgumentsChoose() {
        DemoSettings settings = DemoSettings.of(List.of("--exit-when-done", "app.jar"),
                Map.of("PORT", "8099", "DEMO_DIR", "/tmp/demo/../elsewhere"));
        assertEquals(URI.create("http://localhost:8099"), settings.serinUrl());
        assertEquals(Path.of("/tmp/elsewhere"), settings.directory());
        assertEquals(Path.of("app.jar"), settings.program());
        assertTrue(settings.exitWhenDone());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "0", "65536", "http", "-1", "999999999999" })
    void aBadPortIsRefused(String port) {
        assertThrows(InvalidField.class, () -> DemoSettings.of(List.of(), Map.of("PORT", port)));
    }

    @Test
    void unknownArgumentsAreRefused() {
        assertThrows(InvalidField.class, () -> DemoSettings.of(List.of("--fast"), Map.of()));
        assertThrows(InvalidField.class, () -> DemoSettings.of(List.of("a.jar", "b.jar"), Map.of()));
    }
}
