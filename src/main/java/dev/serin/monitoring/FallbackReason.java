package dev.serin.monitoring;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why the sequential test stepped in for the chosen policy, as one of a few words. */
enum FallbackReason {
    /** The newest interval lacks something that the model needs. */
    TELEMETRY("(telemetry|latency) of the .*"),
    /** The service is of a kind that the model has not met in training. */
    RANGE(".*, the model knows .*"),
    /** The model that Serin ships cannot be used on this machine. */
    MODEL("the model that Serin ships cannot be used.*"),
    /** The chosen policy failed. */
    FAILED("the policy .* could not answer"),
    OTHER(".*");

    private final Pattern sentence;

    FallbackReason(String sentence) {
        this.sentence = Pattern.compile(sentence, Pattern.DOTALL);
    }

    /** @param sentence that an explanation gives */
    static FallbackReason of(String sentence) {
        return Arrays.stream(values()).filter(reason -> reason.sentence.matcher(sentence).matches()).findFirst().orElse(OTHER);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
