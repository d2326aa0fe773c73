package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** Decides and records, but commits nothing and brakes nothing: even a hold would close a gate. */
final class DryRun implements Guardrail {

    @Override
    public String name() {
        return "dry-run";
    }

    @Override
    public Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return settings.dryRun() ? new Verdict.Withhold(name(), "recorded only, nothing is committed and no hook brakes")
                : allow("off");
    }
}
