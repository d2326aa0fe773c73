package dev.serin.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;

/**
 * Which canaries are shown, and in which order: all of it stands in the address, so that a view can be sent to a colleague.
 *
 * @param search part of namespace or name
 * @param namespace empty for all, as are phase and standing
 */
public record FleetQuery(String search, Optional<String> namespace, Optional<Phase> phase, Optional<Standing> standing,
        Order order) {

    private static final int SEARCH_MAX = 200;

    /** How the list is sorted. */
    public enum Order {
        TROUBLE("trouble first"),
        NAME("name"),
        WEIGHT("weight"),
        TIME("last decision");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Order of(String word) {
            return Stream.of(values()).filter(order -> order.word().equals(word)).findFirst()
                    .orElseThrow(() -> new InvalidField("sort", "is unknown", "use trouble, name, weight or time"));
        }
    }

    /** @throws InvalidField for a phase, standing or order that there is none of; an empty word means any */
    static FleetQuery of(Optional<String> search, Optional<String> namespace, Optional<String> phase,
            Optional<String> standing, Optional<String> order) {
        String words = search.orElse("").strip().toLowerCase(Locale.ROOT);
        return new FleetQuery(words.substring(0, Math.min(SEARCH_MAX, words.length())), given(namespace),
                given(phase).map(Phase::of), given(standing).map(Standing::of),
                given(order).map(Order::of).orElse(Order.TROUBLE));
    }

    private static Optional<String> given(Optional<String> word) {
        return word.filter(text -> !text.isBlank());
    }

    /** Whether the canary is one of those asked for, whatever its standing. */
    boolean finds(CanaryView canary) {
        return canary.ref().toString().contains(search)
                && namespace.filter(wanted -> !wanted.equals(canary.ref().namespace())).isEmpty()
                && phase.filter(wanted -> wanted != canary.phase()).isEmpty();
    }

    boolean finds(Standing candidate) {
        return standing.filter(wanted -> wanted != candidate).isEmpty();
    }

    /** The address of the same view for one group alone. */
    public String href(Standing only) {
        return address(new FleetQuery(search, namespace, phase, Optional.of(only), order).parameters());
    }

    /** The address of the same view for all groups. */
    public String hrefOfAll() {
        return address(new FleetQuery(search, namespace, phase, Optional.empty(), order).parameters());
    }

    private static String address(String parameters) {
        return parameters.isEmpty() ? "/" : "/?" + parameters;
    }

    /** As it stands in an address after the question mark; empty for the view without any filter. */
    public String parameters() {
        return Stream.of(parameter("q", Optional.of(search).filter(text -> !text.isEmpty())),
                parameter("namespace", namespace), parameter("phase", phase.map(Phase::wire)),
                parameter("standing", standing.map(chosen -> chosen.sign().css())),
                parameter("sort", Optional.of(order).filter(other -> other != Order.TROUBLE).map(Order::word)))
                .flatMap(Optional::stream).collect(Collectors.joining("&"));
    }

    private static Optional<String> parameter(String name, Optional<String> value) {
        return value.map(text -> name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** All there are, for the form. */
    public List<Order> orders() {
        return List.of(Order.values());
    }

    /** Whether anything is left out. */
    public boolean isFiltered() {
        return !search.isEmpty() || namespace.isPresent() || phase.isPresent() || standing.isPresent();
    }
}
