/**
 * One release as an environment to learn in and to compare policies on: a service with a primary and a canary, seen through
 * telemetry and moved by weight. In memory; millions of steps.
 */
package dev.serin.simulation.environment;
