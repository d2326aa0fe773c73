package dev.serin.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.serin.guardrail.GuardrailConfig;
import dev.serin.policy.OnnxPolicy;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyConfig;

/**
 * Which policy runs, and how. As JSON it is what {@code /api/policy} answers.
 *
 * @param name as in configuration
 * @param sha256 of the model file, or of the rule's parameters
 * @param caution the global one, -10..10
 * @param mode active or shadow
 * @param metadata what a model's file says of itself under {@code serin.}, by key
 */
public record PolicyCard(String name, String sha256, double caution, Mode mode, Map<String, String> metadata) {

    private static final String OWN_KEYS = "serin.";
    private static final String NO_MODEL = "0".repeat(64);
    private static final String SCORES = "serin.scores";

    /** What becomes of decisions; a Canary's annotation {@code serin.dev/dry-run} can make it shadow for itself. */
    public enum Mode {
        ACTIVE("active", "Decisions are committed, and hooks brake."),
        SHADOW("shadow", "A global dry run: decisions are recorded only. Nothing is committed, and no hook brakes.");

        private final String word;
        private final String meaning;

        Mode(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        @JsonValue
        public String word() {
            return word;
        }

        public String meaning() {
            return meaning;
        }
    }

    static PolicyCard of(Policy policy, PolicyConfig config, GuardrailConfig guardrails) {
        Map<String, String> own = new TreeMap<>(policy.metadata());
        own.keySet().removeIf(key -> !key.startsWith(OWN_KEYS));
        return new PolicyCard(policy.ref().name(), policy.ref().sha256(), config.caution(),
                guardrails.dryRun() ? Mode.SHADOW : Mode.ACTIVE, own);
    }

    /** Whether a trained model decides, rather than a rule. */
    public boolean learned() {
        return name.equals(OnnxPolicy.NAME);
    }

    /** The caution in words. */
    public String leaning() {
        if (!learned()) {
            return "only a trained model has it";
        }
        String number = String.format(Locale.ROOT, "%+.1f", caution);
        return caution == 0 ? "none: as it was trained"
                : number + ": leans towards " + (caution > 0 ? "rolling back" : "going on");
    }

    /** A model was meant to decide and cannot be used on this machine. */
    public boolean absent() {
        return learned() && sha256.equals(NO_MODEL);
    }

    /** The training's own validation, one score each. */
    public List<String> scores() {
        return metadata.containsKey(SCORES) ? List.of(metadata.get(SCORES).split(";\\s*")) : List.of();
    }
}
