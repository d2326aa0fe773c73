package dev.serin.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.journal.Journal;

/** Five hundred canaries with names and reasons as long as real ones, each in the middle of a release. */
record BigFleet(Journal journal) {

    static final int SIZE = 500;

    private static final String REASON = "the model's probability is 0.71, hold 0.27, rollback 0.02; errors 0.21 % of 1,840 against"
            + " 0.19 % of 16,402, p99 212 ms against 205 ms";
    private static final List<Phase> ENDS = List.of(Phase.PROGRESSING, Phase.WAITING_PROMOTION, Phase.SUCCEEDED, Phase.FAILED);

    /** Records what has been decided of them; what comes back is how the cluster shows them. */
    List<CanaryState> record() {
        List<CanaryState> fleet = new ArrayList<>();
        IntStream.range(0, SIZE).forEach(number -> fleet.add(story(number)));
        return fleet;
    }

    private CanaryState story(int number) {
        CanaryRef ref = new CanaryRef("team-%02d-production".formatted(number % 40), "service-%03d-backend".formatted(number));
        Story story = new Story(journal, ref, 12 + number % 40)
                .holds(1, "minimum-time-at-weight", "hold at 5 %: 40 s of at least 60 s")
                .advances(15, "advance 5 % to 15 %: " + REASON)
                .waits(2, "hold at 15 %: " + REASON).advances(45, "advance 15 % to 45 %: " + REASON).waits(1, REASON);
        return number % 4 == 3 ? story.rollsBack(REASON, story.committed()).in(Phase.FAILED) : story.in(ENDS.get(number % 4));
    }
}
