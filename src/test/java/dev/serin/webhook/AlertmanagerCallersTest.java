package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.observation.Alertmanagers;

class AlertmanagerCallersTest {

    @TempDir
    Path folder;

    private static AlertmanagerCallers callers(Map<String, String> settings) {
        return new AlertmanagerCallers(Alertmanagers.config(settings));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyTokenOpensAsBearerAndAsPassword() {
        AlertmanagerCallers callers = callers(Map.of("tokens", "old,new"));

        for (String token : new String[] { "old", "new" }) {
            assertTrue(callers.mayCall("Bearer " + token));
            assertTrue(callers.mayCall(basic("alertmanager:" + token)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "new", "Bearer", "Bearer ", "Bearer ne", "Bearer neww", "Bearer old,new", "Basic", "Basic %%%",
            "Basic bmV3Og==", "Digest new" })
    void anythingElseIsRefused(String authorization) {
        assertFalse(callers(Map.of("tokens", "old,new")).mayCall(authorization));
    }

    @Test
    void withoutATokenEveryCallIsRefusedUnlessTheOperatorSaysOtherwise() {
        assertFalse(callers(Map.of()).mayCall("Bearer "));
        assertTrue(callers(Map.of("anonymous", "true")).mayCall(""));
    }

    @Test
    void theFileIsReadAgainWhenItChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), "old\nnew\n\n");
        AlertmanagerCallers callers = callers(Map.of("token-file", file.toString()));
        assertTrue(callers.mayCall("Bearer old"));
        assertTrue(callers.mayCall("Bearer new"));
        assertFalse(callers.mayCall("Bearer "), "an empty line is no token");

        Files.writeString(file, "new\nnewer");
        assertFalse(callers.mayCall("Bearer old"));
        assertTrue(callers.mayCall(basic("a:newer")));

        Files.delete(file);
        assertFalse(callers.mayCall("Bearer new"));
        assertTrue(callers(Map.of("token-file", file.toString(), "tokens", "fixed")).mayCall("Bearer fixed"));
    }
}
