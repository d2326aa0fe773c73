package dev.serin.observation;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.observation.Alert.Role;

/**
 * Finds the canary that an alert is about, and which of its versions, by the alert's labels. Only Canaries whose hooks call
 * Serin are looked at: Serin has no say in the others.
 */
@ApplicationScoped
public class AlertMapping {

    /** What an alert is about. */
    public sealed interface Target {
    }

    /** One canary. */
    public record Found(CanaryRef canary, Alert alert) implements Target {
    }

    /** Nothing that Serin decides for. */
    public record Unrelated() implements Target {
    }

    /** Several canaries: to brake the wrong one would be worse than to wait for what Prometheus says of each. */
    public record Ambiguous(Set<CanaryRef> canaries) implements Target {
    }

    private static final String PRIMARY_SUFFIX = "-primary";
    private static final String CANARY_SUFFIX = "-canary";

    /** A pod of a Deployment ends in the hashes of its ReplicaSet and its own, one of a DaemonSet in its own. */
    private static final List<Pattern> POD_NAMES = List.of(Pattern.compile("(.+)-[a-z0-9]{1,10}-[a-z0-9]{5}"),
            Pattern.compile("(.+)-[a-z0-9]{5}"));

    private final AlertmanagerConfig config;

    public AlertMapping(AlertmanagerConfig config) {
        this.config = config;
    }

    /** What a label's value may mean. @param names how it names a canary @param role the version that it tells */
    private record Clue(Predicate<CanaryState> names, Role role) {
    }

    /** @param fleet the Canaries of the cluster */
    public Target target(ReportedAlert reported, List<CanaryState> fleet) {
        List<CanaryState> near = fleet.stream().filter(canary -> isNear(canary, reported.labels())).toList();
        if (near.isEmpty() || !isRequired(reported.labels())) {
            return new Unrelated();
        }
        Map<CanaryRef, Set<Role>> named = named(near, explicit(reported.labels()));
        Map<CanaryRef, Set<Role>> found = named.isEmpty() ? named(near, implied(reported.labels())) : named;
        if (found.size() > 1) {
            return new Ambiguous(found.keySet());
        }
        return found.keySet().stream().findFirst().<Target> map(canary -> found(reported, canary, near))
                .orElseGet(Unrelated::new);
    }

    private boolean isRequired(Map<String, String> labels) {
        return config.require().entrySet().stream()
                .allMatch(required -> required.getValue().equals(labels.get(required.getKey())));
    }

    private boolean isNear(CanaryState canary, Map<String, String> labels) {
        return !canary.hooks().isEmpty() && values(config.labels().namespace(), labels).findFirst()
                .filter(canary.ref().namespace()::equals).isPresent();
    }

    private static Map<CanaryRef, Set<Role>> named(List<CanaryState> near, List<Clue> clues) {
        Map<CanaryRef, Set<Role>> found = new TreeMap<>();
        for (CanaryState canary : near) {
            Set<Role> roles = clues.stream().filter(clue -> clue.names().test(canary)).map(Clue::role)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
            if (!roles.isEmpty()) {
                found.put(canary.ref(), roles);
            }
        }
        return found;
    }

    private Found found(ReportedAlert reported, CanaryRef canary, List<CanaryState> near) {
        List<Clue> all = Stream.of(explicit(reported.labels()), implied(reported.labels())).flatMap(List::stream).toList();
        Role role = saidRole(reported.labels()).orElseGet(() -> role(named(near, all).get(canary)));
        String name = reported.labels().getOrDefault("alertname", "unnamed");
        String severity = Optional.ofNullable(reported.labels().get(config.labels().severity()))
                .orElse(config.labels().severityDefault());
        return new Found(canary, new Alert(name, severity, role, reported.startsAt(), reported.fingerprint()));
    }

    private Optional<Role> saidRole(Map<String, String> labels) {
        return Stream.of(Role.CANARY, Role.PRIMARY).filter(role -> role.word().equals(labels.get(config.labels().role())))
                .findFirst();
    }

    /** Any hint at the primary wins: what it suffers from must not be laid at the canary's door. */
    private static Role role(Set<Role> clues) {
        return Stream.of(Role.PRIMARY, Role.CANARY).filter(clues::contains).findFirst().orElse(Role.UNKNOWN);
    }

    private List<Clue> explicit(Map<String, String> labels) {
        return values(config.labels().canary(), labels)
                .flatMap(value -> clues(value, name -> canary -> canary.ref().name().equals(name), Role.UNKNOWN)).toList();
    }

    private List<Clue> implied(Map<String, String> labels) {
        Stream<Clue> workloads = Stream.concat(values(config.labels().workload(), labels), podsWorkloads(labels))
                .flatMap(value -> clues(value, AlertMapping::hasTarget, Role.CANARY));
        Stream<Clue> services = values(config.labels().service(), labels)
                .flatMap(value -> clues(value, AlertMapping::hasService, Role.UNKNOWN));
        return Stream.concat(workloads, services).toList();
    }

    private Stream<String> podsWorkloads(Map<String, String> labels) {
        return values(config.labels().pod(), labels)
                .flatMap(pod -> POD_NAMES.stream().map(shape -> shape.matcher(pod)).filter(Matcher::matches)
                        .map(parts -> parts.group(1)));
    }

    private static Stream<Clue> clues(String value, Naming names, Role plain) {
        return Stream.of(Optional.of(new Clue(names.as(value), plain)), suffixed(value, PRIMARY_SUFFIX, names, Role.PRIMARY),
                suffixed(value, CANARY_SUFFIX, names, Role.CANARY)).flatMap(Optional::stream);
    }

    private static Optional<Clue> suffixed(String value, String suffix, Naming names, Role role) {
        return value.endsWith(suffix)
                ? Optional.of(new Clue(names.as(value.substring(0, value.length() - suffix.length())), role))
                : Optional.empty();
    }

    /** How a kind of label names a canary. */
    private interface Naming {

        Predicate<CanaryState> as(String name);
    }

    private static Predicate<CanaryState> hasTarget(String name) {
        return canary -> canary.workload().target().equals(name);
    }

    private static Predicate<CanaryState> hasService(String name) {
        return canary -> canary.workload().service().equals(name) || canary.workload().target().equals(name)
                || canary.workload().ingress().filter(name::equals).isPresent();
    }

    private static Stream<String> values(List<String> names, Map<String, String> labels) {
        return names.stream().map(labels::get).filter(Objects::nonNull).filter(value -> !value.isEmpty());
    }
}
