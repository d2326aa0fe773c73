package dev.serin.monitoring;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.serin.canary.Approval;
import dev.serin.guardrail.Blindness;
import dev.serin.observation.Observation;
import dev.serin.rollout.Outcome;

/** What a hook was answered without, as one of a few words. */
enum BlindReason {
    /** The Canary could not be read. */
    CLUSTER(".*Kubernetes API.*|The Canary .*"),
    /** The manifest could not be read. */
    GIT("Git .*|The clone .*|.*Git secret.*|serin\\.git\\..*"),
    /** What is being done was not known, or could not be written down. */
    JOURNAL("The journal .*|neither the journal .*|.*serin\\.journal\\..*"),
    /** The newest interval could not be counted for both versions. */
    TELEMETRY("(?!)"),
    /** The budget was over. */
    TIME("nothing came of it .*|its turn came too late|the last decision .*"),
    /** A mistake in Serin. */
    MISTAKE("a mistake in Serin.*"),
    OTHER(".*");

    private final Pattern sentence;

    BlindReason(String sentence) {
        this.sentence = Pattern.compile(sentence, Pattern.DOTALL);
    }

    /** Empty for an answer that rests on everything it needs. */
    static Optional<BlindReason> of(Outcome outcome) {
        if (outcome instanceof Outcome.Blind blind) {
            return Arrays.stream(values()).filter(reason -> reason.sentence.matcher(blind.reason()).matches()).findFirst();
        }
        return outcome instanceof Outcome.Decided decided ? missing(decided.observation()) : Optional.empty();
    }

    private static Optional<BlindReason> missing(Observation seen) {
        if (seen.approval() instanceof Approval.Unknown) {
            return Optional.of(GIT);
        }
        return seen.canary().phase().isAnalysis() && Blindness.of(seen).isPresent() ? Optional.of(TELEMETRY) : Optional.empty();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
