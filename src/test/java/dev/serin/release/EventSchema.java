package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The schema that the documentation of the events gives. */
public final class EventSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text());

    private EventSchema() {
    }

    private static String text() {
        try {
            return Files.readString(Path.of("docs/events.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError when it is no such event; says why */
    public static JsonNode require(String event) {
        try {
            JsonNode json = JSON.readTree(event);
            Set<ValidationMessage> problems = SCHEMA.validate(json,
                    context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
            if (!problems.isEmpty()) {
                throw new AssertionError(problems + " in " + event);
            }
            return json;
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + event, e);
        }
    }
}
