package dev.serin.guardrail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The guardrails of all canaries. A Canary overrides any of them for itself by an annotation with the same key, for example
 * {@code serin.dev/first-weight: "10"}.
 */
@ConfigMapping(prefix = "serin.guardrails")
public interface GuardrailConfig {

    /** How severities are spelt here. */
    String SEVERITY = "[a-z0-9_.-]{1,32}";

    /** The weight in percent that every release starts with: the price of one bad interval, so keep it low. */
    @WithDefault("5")
    @Min(1)
    @Max(99)
    int firstWeight();

    /** Percentage points that one advance may add at most, so that load on the canary never jumps. */
    @WithDefault("30")
    @Min(1)
    @Max(99)
    int maximumStep();

    /** How long the canary stays at each weight before it may get more: long enough for a slow effect to begin to show. */
    @WithDefault("60s")
    @DurationMin
    Duration minimumTimeAtWeight();

    /** Requests that the canary must have answered at its weight before it may get more; 0 asks for none. */
    @WithDefault("100")
    @Min(0)
    long minimumRequestsAtWeight();

    /**
     * The weight in percent that a canary has at most before its promotion, and that the promotion starts from. High, because
     * what only breaks under load has to show before everybody has it; the shipped policy was trained so.
     */
    @WithDefault("80")
    @Min(1)
    @Max(99)
    int maximumWeight();

    /** Share (0..1) of failed requests in the newest interval that rolls back at once, whatever the primary does. */
    @WithDefault("0.25")
    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax("1")
    double errorCeiling();

    /** 99th percentile of latency in the newest interval that rolls back at once, whatever the primary does. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration latencyCeiling();

    /** Requests of the canary in the newest interval below which no ceiling is judged: a few say nothing. */
    @WithDefault("20")
    @Min(1)
    long ceilingRequests();

    /** A release not promoted so long after its first traffic is rolled back: two versions are not kept for ever. */
    @WithDefault("6h")
    @DurationMin(millis = 1)
    Duration rollbackDeadline();

    /**
     * Severities of an alert on the canary that roll back, separated by commas; empty for none. Only an alert that began with
     * the release and while the canary has traffic counts; one on the primary never rolls back.
     */
    @WithDefault("critical")
    Optional<List<@Pattern(regexp = SEVERITY) String>> alertsRollback();

    /** Severities of an alert, on whichever version, that hold the canary where it is, separated by commas; empty for none. */
    @WithDefault("critical,warning")
    Optional<List<@Pattern(regexp = SEVERITY) String>> alertsHold();

    /** Windows without advance and promotion, separated by commas, see {@link FreezeWindow}. Rollback stays possible. */
    Optional<List<FreezeWindow>> freeze();

    /** How many canaries may have traffic at once; one at weight 0 waits for its turn. 0 sets no limit. */
    @WithDefault("0")
    @Min(0)
    int maximumAdvancing();

    /** Decide and record, but commit nothing and answer every hook as if Serin were not there. */
    @WithDefault("false")
    boolean dryRun();
}
