package dev.serin.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a page shows at one moment, as HTML.
 *
 * @param body all of it, the fragments included
 * @param fragments what may change, in the order of the page
 */
public record Snapshot(String body, List<Fragment> fragments) {

    /** Around everything that may change, on each page. */
    static final String WHOLE = "live";

    public Snapshot {
        fragments = List.copyOf(fragments);
    }

    /** What a browser that shows this one is told, as htmx's partials; empty when nothing has changed. */
    Optional<String> changesTo(Snapshot newer) {
        if (!ids().equals(newer.ids())) {
            return Optional.of(newer.whole());
        }
        Map<String, String> known = new HashMap<>();
        fragments.forEach(fragment -> known.put(fragment.id(), fragment.html()));
        String changes = newer.fragments.stream().filter(fragment -> !fragment.html().equals(known.get(fragment.id())))
                .map(fragment -> partial(fragment.id(), "outerMorph", fragment.html())).collect(Collectors.joining());
        return Optional.of(changes).filter(text -> !text.isEmpty());
    }

    /** All of it, for a browser of which nobody knows what it shows. */
    String whole() {
        return partial(WHOLE, "innerMorph", body);
    }

    /** The same with another fragment in the place of the one with its id. */
    Snapshot with(Fragment changed) {
        return new Snapshot(body, fragments.stream().map(one -> one.id().equals(changed.id()) ? changed : one).toList());
    }

    private List<String> ids() {
        return fragments.stream().map(Fragment::id).toList();
    }

    /** By an attribute's value, because the name of a canary may have dots in it. */
    private static String partial(String id, String swap, String html) {
        return "<hx-partial hx-target='[id=\"" + id + "\"]' hx-swap=\"" + swap + "\">" + html + "</hx-partial>";
    }
}
