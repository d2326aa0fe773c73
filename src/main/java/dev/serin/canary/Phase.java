package dev.serin.canary;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Flagger's phases, spelt as on the wire (pkg/apis/flagger/v1beta1/status.go). */
public enum Phase {
    NONE(""),
    INITIALIZING("Initializing"),
    INITIALIZED("Initialized"),
    WAITING("Waiting"),
    PROGRESSING("Progressing"),
    WAITING_PROMOTION("WaitingPromotion"),
    PROMOTING("Promoting"),
    FINALISING("Finalising"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    TERMINATING("Terminating"),
    TERMINATED("Terminated");

    private final String wire;

    Phase(String wire) {
        this.wire = wire;
    }

    /** @throws InvalidField for a word that is not a phase */
    @JsonCreator
    public static Phase of(String wire) {
        return Arrays.stream(values()).filter(phase -> phase.wire.equals(wire)).findFirst()
                .orElseThrow(() -> new InvalidField("phase", "is not one of Flagger's", "send it as Flagger spells it"));
    }

    /** Flagger analyses the canary in these phases: decisions move traffic. */
    public boolean isAnalysis() {
        return this == PROGRESSING || this == WAITING_PROMOTION;
    }

    /** Flagger has finished the analysis and is moving to the new primary: the step weights no longer matter. */
    public boolean isPromotion() {
        return this == PROMOTING || this == FINALISING;
    }

    /** No release is under way; the next one has not started to get traffic. */
    public boolean isIdle() {
        return !isAnalysis() && !isPromotion();
    }

    /** Flagger waits for a revision, or for leave to start one: the path has to be fresh here. */
    public boolean awaitsRelease() {
        return this == INITIALIZED || this == WAITING || this == SUCCEEDED || this == FAILED;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}
