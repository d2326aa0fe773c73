package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** docs/events.md shows what the schema allows; {@link ToldReleaseTest} holds the schema to what is sent. */
class EventsDocumentTest {

    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static List<String> examples() throws IOException {
        return JSON.matcher(Files.readString(Path.of("docs/events.md"))).results().map(example -> example.group(1)).toList();
    }

    @Test
    void theExamplesAreEvents() throws IOException {
        assertEquals(2, examples().size());
        examples().forEach(EventSchema::require);
    }

    @Test
    void theSchemaRefusesWhatIsNone() throws IOException {
        String decision = examples().get(0);
        for (String broken : List.of(decision.replace("\"from\": 20", "\"from\": 200"),
                decision.replace("\"commit\":", "\"hash\":"), decision.replace("\"0.5.1\"", "\"0.4.1\""),
                decision.replace("dev.cdeventsx.serin-decision.made.0.1.0", "dev.cdevents.service.upgraded.0.3.0"))) {
            assertThrows(AssertionError.class, () -> EventSchema.require(broken));
        }
    }
}
