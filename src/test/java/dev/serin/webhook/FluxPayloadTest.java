package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.events.FluxReport;

class FluxPayloadTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static JsonNode event(String kind, String severity, String metadata, String message) {
        try {
            return new ObjectMapper().readTree("""
                    {"involvedObject": {"kind": "%s", "namespace": "flux-system", "name": "apps"}, "severity": "%s",
                     "message": "%s", "metadata": {%s}}""".formatted(kind, severity, message, metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"kustomize.toolkit.fluxcd.io/revision\": \"main@sha1:" + COMMIT + "\"",
            "\"source.toolkit.fluxcd.io/revision\": \"refs/heads/main@sha1:" + COMMIT + "\"",
            "\"kustomize.toolkit.fluxcd.io/summary\": \"prod\", \"revision\": \"main/" + COMMIT + "\"" })
    void theRevisionNamesTheCommitHoweverFluxSpellsIt(String metadata) {
        assertEquals(new FluxReport("Kustomization flux-system/apps", false, Optional.of(COMMIT), "done"),
                FluxPayload.read(event("Kustomization", "info", metadata, "done")).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\"kustomize.toolkit.fluxcd.io/revision\": \"latest@sha256:" + COMMIT + "0123\"",
            "\"kustomize.toolkit.fluxcd.io/checksum\": \"" + COMMIT + "\"" })
    void whatIsNoCommitIsNone(String metadata) {
        assertEquals(Optional.empty(), FluxPayload.read(event("GitRepository", "error", metadata, "-")).orElseThrow().commit());
    }

    @Test
    void aMessageIsOneShortLine() {
        String message = FluxPayload.read(event("Kustomization", "error", "", "a\\nb\\u0007" + "c".repeat(1000))).orElseThrow()
                .message();
        assertTrue(message.startsWith("a b c") && message.length() <= 300, message);
    }

    @Test
    void otherObjectsAreNoBusinessOfSerins() {
        assertEquals(Optional.empty(), FluxPayload.read(event("HelmRelease", "error", "", "failed")));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("severity", assertThrows(InvalidField.class, () -> FluxPayload.read(event("Kustomization", "", "", "-")))
                .field());
    }
}
