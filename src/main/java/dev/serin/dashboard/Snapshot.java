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
        List<Fragment> changed = newer.fragments.stream()
                .filter(fragment -> !fragment.html().equals(known.get(fragment.id()))).toList();
        return changed.isEmpty() ? Optional.empty() : Optional.of(partials(changed));
    }

    /** All of it, for a browser of which nobody knows what it shows; where only fragments are known, those. */
    String whole() {
        return body.isEmpty() ? partials(fragments) : partial(WHOLE, "innerMorph", body);
    }

    /** The same with another fragment in the place of the one with its id; nothing but it where nothing is known yet. */
    Snapshot with(Fragment changed) {
        return fragments.isEmpty() ? new Snapshot("", List.of(changed))
                : new Snapshot(body.replace(html(changed.id()), changed.html()),
                        fragments.stream().map(one -> one.id().equals(changed.id()) ? changed : one).toList());
    }

    private String html(String id) {
        return fragments.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow().html();
    }

    private static String partials(List<Fragment> changed) {
        return changed.stream().map(fragment -> partial(fragment.id(), "outerMorph", fragment.html()))
                .collect(Collectors.joining());
    }

    private List<String> ids() {
        return fragments.stream().map(Fragment::id).toList();
    }

    /** By an attribute's value, because the name of a canary may have dots in it. */
    private static String partial(String id, String swap, String html) {
        return "<hx-partial hx-target='[id=\"" + id + "\"]' hx-swap=\"" + swap + "\">" + html + "</hx-partial>";
    }
}
