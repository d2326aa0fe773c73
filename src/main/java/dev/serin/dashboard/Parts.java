package dev.serin.dashboard;

import java.util.List;
import java.util.Optional;

import dev.serin.dashboard.CanaryPage.ReleasePart;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of what may change on a page: each is one element with an id. */
@CheckedTemplate(basePath = "parts")
final class Parts {

    private Parts() {
    }

    static native TemplateInstance notice(Optional<String> because);

    static native TemplateInstance tallies(FleetPage page);

    static native TemplateInstance row(FleetPage.Row row);

    /** @param rows the fragments of the list */
    static native TemplateInstance fleet(FleetPage page, Fragment notice, Fragment tallies, List<Fragment> rows);

    static native TemplateInstance heading(CanaryPage page);

    static native TemplateInstance facts(CanaryPage page);

    static native TemplateInstance why(CanaryPage page);

    static native TemplateInstance charts(ReleasePart release);

    static native TemplateInstance numbers(ReleasePart release);

    static native TemplateInstance fold(Fold fold);

    /**
     * @param sections what stands above the decisions, in order
     * @param takeover goes below the second one, the heading
     */
    static native TemplateInstance canary(List<Fragment> sections, String takeover, List<Fragment> folds);
}
