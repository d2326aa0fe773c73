package dev.serin.training.benchmark;

import java.util.OptionalDouble;

import dev.serin.training.rivals.Played;
import dev.serin.training.rivals.Playing;

/**
 * How one release ended.
 *
 * @param promoted else rolled back, also when time ran out
 * @param minutes to full traffic, or to the rollback
 * @param harmBefore what the fault cost users before the decision, in full-traffic-seconds
 * @param harmTotal with its first half hour at full traffic, when it was promoted
 * @param secondsAtFirstWeight how long the canary stayed at its first weight
 * @param secondsWithTraffic how long it had traffic before the decision took effect
 * @param badProbability what the policy believed at the decision
 */
record Outcome(boolean bad, String effect, boolean promoted, double minutes, double harmBefore, double harmTotal,
        double secondsAtFirstWeight, double secondsWithTraffic, OptionalDouble badProbability) {

    static Outcome of(Contestant.Ending ending, WatchedService service) {
        Played played = ending.played();
        return new Outcome(played.truth().bad(), played.truth().effect(), played.promoted(), played.minutes(),
                played.harmBefore().total(), played.harmTotal().total(), service.secondsAtFirstWeight(),
                service.secondsWithTraffic(), ending.badProbability());
    }

    boolean isGood() {
        return !bad;
    }

    boolean isCaught() {
        return bad && !promoted;
    }

    /** Nothing was decided before time ran out; counts as a rollback, for the service stays as it was. */
    boolean isUndecided() {
        return !promoted && minutes >= Playing.LONGEST.toMinutes();
    }
}
