package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Whoever trains elsewhere has only the document. */
class OnnxContractDocumentTest {

    @Test
    void theDocumentNamesTheShapesAndTheMetadataOfThisVersion() throws IOException {
        String document = Files.readString(Path.of("docs", "onnx-contract.md"));
        for (String fact : List.of("| `observation` | float `[batch, %d]` |".formatted(ObservationEncoder.features().size()),
                "| `mask` | float `[batch, %d]` |".formatted(ModelAction.values().length),
                "| `serin.observation.version` | yes | `%d`".formatted(ObservationEncoder.VERSION),
                "\"serin.observation.version\": \"%d\"".formatted(ObservationEncoder.VERSION),
                "| `serin.actions` | yes | `%s` |".formatted(ModelAction.words()),
                "asks %d rows at once".formatted(1 << FeatureGroup.values().length))) {
            assertTrue(document.contains(fact), "docs/onnx-contract.md says nothing of " + fact);
        }
    }
}
