package dev.serin.simulation.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What happens to a drawn release beside its fault, by the words of the sets' names. */
final class Nuisances {

    static final Map<String, Predicate<Scenario>> ALL = all();

    private Nuisances() {
    }

    private static Map<String, Predicate<Scenario>> all() {
        Map<String, Predicate<Scenario>> all = new LinkedHashMap<>();
        all.put("warm-up", scenario -> scenario.warmUp().factor() > 1);
        all.put("incident", scenario -> scenario.incident().lengthMinutes() > 0);
        all.put("gaps", scenario -> scenario.gaps().share() > 0);
        all.put("cpu-change", scenario -> scenario.harmlessCpuFactor() != 1);
        all.put("delay", scenario -> scenario.delayIntervals() > 0);
        return all;
    }

    static Set<String> of(Scenario scenario) {
        return ALL.entrySet().stream().filter(each -> each.getValue().test(scenario)).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
