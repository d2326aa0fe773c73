package dev.serin.decision;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;

/** What is done with a canary, with the reason that it carries to hook answer, commit, journal and page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Decision.Hold.class, name = "hold"),
        @JsonSubTypes.Type(value = Decision.Advance.class, name = "advance"),
        @JsonSubTypes.Type(value = Decision.Promote.class, name = "promote"),
        @JsonSubTypes.Type(value = Decision.Rollback.class, name = "rollback"),
        @JsonSubTypes.Type(value = Decision.Reset.class, name = "reset"),
        @JsonSubTypes.Type(value = Decision.PromoteNow.class, name = "promote-now") })
public sealed interface Decision {

    /** The weight that the decision was made at. */
    Weight from();

    /** The weight that it approves. */
    Weight to();

    /** One line with the numbers. */
    String reason();

    Action action();

    /** The same decision with another reason. */
    Decision because(String why);

    /** Stay at the weight; committed only where a person ordered it. */
    record Hold(Weight from, String reason) implements Decision {
        @Override
        public Weight to() {
            return from;
        }

        @Override
        public Action action() {
            return Action.HOLD;
        }

        @Override
        public Decision because(String why) {
            return new Hold(from, why);
        }
    }

    /** One more step on the path. */
    record Advance(Weight from, Weight to, String reason) implements Decision {
        @Override
        public Action action() {
            return Action.ADVANCE;
        }

        @Override
        public Decision because(String why) {
            return new Advance(from, to, why);
        }
    }

    /** The path ends here: Flagger promotes. */
    record Promote(Weight from, String reason) implements Decision {
        @Override
        public Weight to() {
            return Weight.FULL;
        }

        @Override
        public Action action() {
            return Action.PROMOTE;
        }

        @Override
        public Decision because(String why) {
            return new Promote(from, why);
        }
    }

    /** All traffic back to the primary. */
    record Rollback(Weight from, String reason) implements Decision {
        @Override
        public Weight to() {
            return Weight.ZERO;
        }

        @Override
        public Action action() {
            return Action.ROLLBACK;
        }

        @Override
        public Decision because(String why) {
            return new Rollback(from, why);
        }
    }

    /**
     * The path starts afresh: before a release, after one, or where a hand-written manifest is met.
     *
     * @param to the weight that the fresh path holds at: the first weight, or the canary's own when it already has traffic
     */
    record Reset(Weight from, Weight to, String reason) implements Decision {
        @Override
        public Action action() {
            return Action.RESET;
        }

        @Override
        public Decision because(String why) {
            return new Reset(from, to, why);
        }
    }

    /** Flagger skips the analysis and promotes: only a person can decide so. */
    record PromoteNow(Weight from, String reason) implements Decision {
        @Override
        public Weight to() {
            return Weight.FULL;
        }

        @Override
        public Action action() {
            return Action.PROMOTE_NOW;
        }

        @Override
        public Decision because(String why) {
            return new PromoteNow(from, why);
        }
    }
}
