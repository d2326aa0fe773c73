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
    public Proposal limit(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return wanted;
    }

    @Override
    public String numbers(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return settings.dryRun() ? "recorded only, nothing is committed and no hook brakes" : "off";
    }

    @Override
    public Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings) {
        String numbers = numbers(wanted, observation, settings);
        return settings.dryRun() ? new Verdict.Withhold(name(), numbers) : new Verdict.Allow(name(), numbers);
    }
}
