package dev.serin.training.ppo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.canary.InvalidField;

/** Settings that differ in a few places from those shipped. */
public final class RecordChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordChanges() {
    }

    /**
     * The record with some of its components changed.
     *
     * @param field what the settings are called, for the error
     * @param changes by the names of the components
     * @throws InvalidField naming what is not understood, or what the record itself refuses
     */
    public static <T extends Record> T apply(String field, T settings, Map<String, ?> changes) {
        try {
            ObjectNode all = JSON.valueToTree(settings);
            all.setAll(JSON.<ObjectNode> valueToTree(changes));
            return JSON.treeToValue(all, JSON.constructType(settings.getClass()));
        } catch (JsonMappingException unfit) {
            throw unfit.getCause() instanceof InvalidField invalid ? invalid
                    : new InvalidField(field, "are not understood: " + unfit.getOriginalMessage(),
                            "use the names of " + names(settings));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree in memory could not be read", impossible);
        }
    }

    private static List<String> names(Record settings) {
        return Arrays.stream(settings.getClass().getRecordComponents()).map(part -> part.getName()).toList();
    }
}
