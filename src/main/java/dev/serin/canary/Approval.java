package dev.serin.canary;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the manifest in Git allows the canary, newest commit first. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Approval.Known.class, name = "known"),
        @JsonSubTypes.Type(value = Approval.Foreign.class, name = "foreign"),
        @JsonSubTypes.Type(value = Approval.Unknown.class, name = "unknown") })
public sealed interface Approval {

    /**
     * The manifest holds a path that Serin understands.
     *
     * @param path the weights approved so far
     * @param stamp the decision that wrote it; empty when no hook carries a stamp yet
     * @param commit the head of the branch when this was read, 40 hexadecimal digits
     */
    record Known(StepWeights path, Optional<DecisionStamp> stamp, String commit) implements Approval {
    }

    /**
     * The manifest is there but its weights are hand-written, or Serin's hooks are missing: to be converted on first contact.
     *
     * @param problem what is not as Serin needs it
     * @param stamp that a person's order has left all the same
     */
    record Foreign(String problem, Optional<DecisionStamp> stamp, String commit) implements Approval {

        public Foreign(String problem, String commit) {
            this(problem, Optional.empty(), commit);
        }
    }

    /** Git cannot be read, or no single manifest was found. Nothing may be advanced on this. */
    record Unknown(String reason) implements Approval {
    }

    /** The newest stamp, where there is one. */
    default Optional<DecisionStamp> newestStamp() {
        if (this instanceof Known known) {
            return known.stamp();
        }
        return this instanceof Foreign foreign ? foreign.stamp() : Optional.empty();
    }

    /** The newest stamp, where a person made it. */
    default Optional<DecisionStamp> newestByPerson() {
        return newestStamp().filter(stamp -> stamp.by().isPresent());
    }
}
