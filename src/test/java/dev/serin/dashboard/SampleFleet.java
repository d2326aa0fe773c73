package dev.serin.dashboard;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import dev.serin.policy.Explanation;

/** Ten canaries with different fates, all in one namespace. */
record SampleFleet(Journal journal, String namespace) {

    private static final String GOOD = "errors and latency are no worse than the primary's: e-value 41 of 20 needed";
    private static final String TIME = "minimum-time-at-weight";

    /** Records all their decisions; what comes back is how the cluster shows them. */
    List<CanaryState> record() {
        return List.of(promoted(), warmingUp(), failing(), slow(), leaking(), blind(), quiet(), halfway(), cut(), fresh());
    }

    private CanaryState promoted() {
        return story("podinfo", 60).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD)
                .holds(6, TIME, "50 s of at least 60 s at 20 %").advances(45, GOOD)
                .holds(6, TIME, "30 s of at least 60 s at 45 %").promotes(GOOD).in(Phase.SUCCEEDED, 0);
    }

    private CanaryState warmingUp() {
        return story("recommendations", 34).answers(0.002, 400)
                .waits(9, "latency is worse by 120 ms, but falling: e-value for worse 3.2 of 20 needed").answers(0.002, 95)
                .waits(4, "e-value for no worse 12 of 20 needed").advances(20, GOOD)
                .holds(6, TIME, "50 s of at least 60 s at 20 %")
                .advances(45, GOOD).holds(4, TIME, "40 s of at least 60 s at 45 %").promotes(GOOD).in(Phase.PROMOTING, 100);
    }

    private CanaryState failing() {
        Story story = story("checkout", 41).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD)
                .answers(0.081, 95).waits(1, "e-value for worse 8.4 of 20 needed");
        return story.rollsBack("errors 8.1 % against 0.2 % on the primary: e-value 312 of 20 needed", story.committed())
                .resets("the release has ended, the path starts afresh").in(Phase.FAILED);
    }

    private CanaryState slow() {
        Story story = story("search", 26).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD)
                .answers(0.002, 900).waits(3, "p99 980 ms against 232 ms: e-value for worse 11 of 20 needed");
        return story.rollsBack("latency p99 980 ms against 232 ms on the primary: e-value 57 of 20 needed",
                new Change.Failed("the Git server did not answer in 2 s")).in(Phase.FAILED);
    }

    private CanaryState leaking() {
        Story story = story("cart", 30).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD);
        story.hears("CartErrors", "warning");
        for (int step = 0; step < 9; step++) {
            story.answers(0.002 + 0.0015 * step, 90 + 25 * step).waits(1,
                    "e-value for worse %.1f of 20 needed".formatted(1 + step * 1.9));
        }
        return story.in(Phase.PROGRESSING);
    }

    private CanaryState blind() {
        return story("payments", 32).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD)
                .holds(6, TIME, "50 s of at least 60 s at 20 %").losesTelemetry()
                .holds(7, "no-data-no-advance", "requests of the canary: the newest sample is 45 s old").answers(0.002, 92)
                .holds(4, TIME, "20 s of at least 60 s since telemetry came back")
                .losesTelemetry().because(fallback())
                .holds(6, "no-data-no-advance", "requests of the canary: the newest sample is 45 s old")
                .in(Phase.PROGRESSING);
    }

    private static Explanation fallback() {
        return new Explanation(List.of(), Optional.empty(), List.of(), Optional.empty(),
                Optional.of("telemetry of the canary is missing, the newest sample is 45 s old"));
    }

    private CanaryState quiet() {
        return story("invoices", 90).holds(80, "minimum-requests-at-weight", "31 of at least 500 requests at 5 %")
                .in(Phase.PROGRESSING);
    }

    private CanaryState halfway() {
        return story("frontend", 22).holds(6, TIME, "40 s of at least 60 s at 5 %").advances(20, GOOD)
                .holds(6, TIME, "50 s of at least 60 s at 20 %").advances(45, GOOD)
                .waits(6, "e-value for no worse 14 of 20 needed").promotes(GOOD).in(Phase.WAITING_PROMOTION, 45);
    }

    private CanaryState cut() {
        return story("inventory", 7).holds(6, TIME, "40 s of at least 60 s at 5 %").because(Samples.explanation())
                .advances(20, GOOD)
                .in(Phase.PROGRESSING);
    }

    private CanaryState fresh() {
        return Samples.state(new CanaryRef(namespace, "shipping"), Phase.INITIALIZED, 0, List.of(5, 5));
    }

    private Story story(String name, int ticksAgo) {
        return new Story(journal, new CanaryRef(namespace, name), ticksAgo);
    }
}
