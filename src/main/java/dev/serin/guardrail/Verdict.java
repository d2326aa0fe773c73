package dev.serin.guardrail;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.serin.policy.Proposal;

/** A guardrail's answer. Each names its rule and the numbers it compared. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Verdict.Allow.class, name = "allow"),
        @JsonSubTypes.Type(value = Verdict.Replace.class, name = "replace"),
        @JsonSubTypes.Type(value = Verdict.Withhold.class, name = "withhold") })
public sealed interface Verdict {

    String rule();

    /** One line with the numbers. */
    String reason();

    /** The proposal may pass. */
    record Allow(String rule, String reason) implements Verdict {
    }

    /** The proposal may not pass; this is done instead. */
    record Replace(String rule, String reason, Proposal instead) implements Verdict {
    }

    /** The decision stands but is only recorded: nothing is committed and no hook brakes. */
    record Withhold(String rule, String reason) implements Verdict {
    }
}
