package dev.serin.policy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which policy decides, and how sure it wants to be. */
@ConfigMapping(prefix = "serin.policy")
public interface PolicyConfig {

    /** The policy that decides; onnx is the trained model. */
    @WithDefault("onnx")
    Name name();

    /** The model file of the policy onnx, see docs/onnx-contract.md; the model that Serin ships where none is named. */
    Optional<Path> model();

    /**
     * How many log-odds a model leans towards rollback and, half as many, away from promotion; a Canary overrides it by
     * the annotation {@code serin.dev/caution}. Above 0 more bad releases are caught, sooner, and more good ones are
     * rolled back; below 0 the other way round. {@link Caution} says how.
     */
    @WithDefault(Caution.USUAL)
    @DecimalMin("-10")
    @DecimalMax("10")
    double caution();

    /** How sure the sequential test wants to be; see {@link SequentialTestSettings}. */
    SequentialTest sequentialTest();

    /** The policies there are. */
    enum Name {
        SEQUENTIAL_TEST,
        THRESHOLD,
        ONNX;

        /** As configuration, trailers and metrics spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    interface SequentialTest {

        /**
         * Chance over a whole release that a canary within the tolerances is rolled back. One in a hundred releases
         * is bearable.
         */
        @WithDefault("0.01")
        @DecimalMin("0.000001")
        @DecimalMax("0.5")
        double alphaRollback();

        /** Chance that a canary beyond the tolerances is promoted. Smaller takes more requests: 0.01 about a third more. */
        @WithDefault("0.05")
        @DecimalMin("0.01")
        @DecimalMax("0.5")
        double alphaAdvance();

        /** Evidence of trouble (1 is none) from which on the canary is held. */
        @WithDefault("3")
        @DecimalMin("1")
        double doubt();

        /** How many times more errors or slow requests than usual the primary must show to call it an incident. */
        @WithDefault("4")
        @DecimalMin("1")
        double incidentFactor();

        default SequentialTestSettings settings() {
            return new SequentialTestSettings(alphaRollback(), alphaAdvance(), doubt(), incidentFactor());
        }
    }
}
