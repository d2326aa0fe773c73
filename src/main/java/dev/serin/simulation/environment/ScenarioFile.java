package dev.serin.simulation.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import dev.serin.canary.InvalidField;

/**
 * Named {@link ScenarioSet}s in a YAML file. A set that is {@code like} another one says only what is different. See {@code
 * docs/scenarios.md}.
 */
public final class ScenarioFile {

    private static final String LIKE = "like";
    private static final String SEE = "see docs/scenarios.md";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private final Map<String, Object> file;

    private ScenarioFile(String yaml) {
        this.file = parse(yaml);
    }

    /** @throws InvalidField when the text is no such file */
    static ScenarioFile of(String yaml) {
        return new ScenarioFile(yaml);
    }

    /**
     * The sets that come with Serin.
     *
     * @param name for example {@code benchmark}
     * @throws InvalidField when none of this name comes with Serin
     */
    public static Map<String, ScenarioSet> shipped(String name) {
        try (InputStream file = ScenarioFile.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
            if (file == null) {
                throw new InvalidField("scenarios", "do not come with Serin by this name", "use benchmark, or a file's path");
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8)).sets();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidField naming what cannot be read, and where */
    public static Map<String, ScenarioSet> read(Path path) {
        try {
            return of(Files.readString(path)).sets();
        } catch (IOException e) {
            throw new InvalidField("scenarios", "cannot be read from " + path, "name a scenario file");
        }
    }

    /** All sets, in the order of the file. */
    Map<String, ScenarioSet> sets() {
        Map<String, ScenarioSet> sets = new LinkedHashMap<>();
        file.keySet().forEach(name -> sets.put(name, set(name)));
        return sets;
    }

    private ScenarioSet set(String name) {
        Map<String, Object> resolved = resolved(name, file.size());
        try {
            return JSON.convertValue(resolved, ScenarioSet.class);
        } catch (IllegalArgumentException unfit) {
            throw refused(name, unfit);
        }
    }

    /** Jackson knows where it stood, our own types what is wrong there. */
    private static InvalidField refused(String set, IllegalArgumentException unfit) {
        if (!(unfit.getCause() instanceof JsonMappingException stopped)) {
            return new InvalidField("scenario set " + set, "cannot be read", SEE);
        }
        String where = stopped.getPath().stream().map(ScenarioFile::spelt).collect(Collectors.joining());
        return new InvalidField("scenario set " + set + where, "cannot be read: " + why(stopped), SEE);
    }

    private static String why(JsonMappingException stopped) {
        if (stopped.getCause() instanceof InvalidField invalid) {
            return invalid.getMessage();
        }
        String message = stopped.getOriginalMessage().lines().findFirst().orElse("");
        return stopped instanceof UnrecognizedPropertyException ? "there is no such key"
                : message.startsWith("Missing creator property") ? "it is missing" : message;
    }

    private static String spelt(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    private Map<String, Object> resolved(String name, int depthLeft) {
        Object own = file.get(name);
        if (depthLeft < 0 || !(own instanceof Map)) {
            throw new InvalidField("scenario set " + name, "is missing, no set, or like itself",
                    "name another set of this file");
        }
        Map<String, Object> set = map(own);
        Object base = set.remove(LIKE);
        return base == null ? set : merged(resolved(String.valueOf(base), depthLeft - 1), set);
    }

    /** Maps are merged, everything else is replaced. */
    private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> changes) {
        changes.forEach((key, change) -> {
            boolean both = base.get(key) instanceof Map && change instanceof Map;
            base.put(key, both ? merged(map(base.get(key)), map(change)) : change);
        });
        return base;
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> copy.put(String.valueOf(key), each));
        return copy;
    }

    private static Map<String, Object> parse(String yaml) {
        try {
            Object parsed = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (parsed instanceof Map) {
                return map(parsed);
            }
        } catch (YamlEngineException unreadable) {
            throw new InvalidField("scenarios", "is no YAML: " + unreadable.getMessage(), SEE);
        }
        throw new InvalidField("scenarios", "has no sets", "write sets by their names, see docs/scenarios.md");
    }
}
