/**
 * One release as an environment to learn in and to compare policies on: a service with a primary and a canary, seen
 * through telemetry and moved by weight. In memory; millions of steps.
 *
 * <p>
 * To read in this order: {@link dev.serin.simulation.environment.Scenario}, what a release is; {@link
 * dev.serin.simulation.environment.ScenarioSet}, how one is drawn (files: {@code docs/scenarios.md}); {@link
 * dev.serin.simulation.environment.SyntheticService}, how it behaves; {@link
 * dev.serin.simulation.environment.GuardedRelease}, Flagger's ticks and Git around it; {@link
 * dev.serin.simulation.environment.RolloutEnvironment}, all of it in Gymnasium's words.
 */
package dev.serin.simulation.environment;
