package dev.serin.training.rivals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All rules of the benchmark, in the order of its tables. */
public final class Rivals {

    private Rivals() {
    }

    /** Fresh instances; they keep nothing between releases. */
    public static List<Rival> all() {
        Stream<Rival> published = Stream.of(new Oracle(), FlaggerThresholds.byDefault(), FlaggerThresholds.aggressive(),
                FlaggerThresholds.tunedPerService(), ArgoAnalysis.inBackground(), ArgoAnalysis.inline(), KayentaJudge.inSteps(),
                KayentaJudge.afterTenMinutes(), new NetflixCounts(), SprtLadder.published(), new Iter8Ramp(), new FixedBake(),
                new PeekingZTest());
        return Stream.concat(published, Arrays.stream(Tuned.values()).map(Tuned::frozen)).toList();
    }
}
