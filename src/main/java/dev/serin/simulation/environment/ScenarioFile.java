package dev.serin.simulation.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;

/**
 * Named {@link ScenarioSet}s in a YAML file. A set that is {@code like} another one says only what is different. See {@code
 * docs/scenarios.md}.
 */
public final class ScenarioFile {

    private static final String LIKE = "like";
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
     * @param name {@code training} or {@code benchmark}
     */
    public static Map<String, ScenarioSet> shipped(String name) {
        try (InputStream file = ScenarioFile.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
            return of(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).sets();
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
        try {
            return JSON.convertValue(resolved(name, file.size()), ScenarioSet.class);
        } catch (IllegalArgumentException unfit) {
            String why = Optional.ofNullable(unfit.getMessage()).orElse("").lines().findFirst().orElse("");
            throw new InvalidField("scenario set " + name, "cannot be read: " + why, "see docs/scenarios.md");
        }
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
            throw new InvalidField("scenarios", "is no YAML: " + unreadable.getMessage(), "see docs/scenarios.md");
        }
        throw new InvalidField("scenarios", "has no sets", "write sets by their names, see docs/scenarios.md");
    }
}
