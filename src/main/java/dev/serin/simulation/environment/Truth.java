package dev.serin.simulation.environment;

/**
 * What a release really is.
 *
 * @param bad whether it has a fault
 * @param effect the fault's class as scenario files spell it, {@code none} for a good release
 * @param severity of the fault at 100 % of the traffic a quarter of an hour ahead: share of failed requests plus
 *        {@link ReleasedService.Harm#SLOW_SHARE} times the share of slow ones; 0 for a good release
 */
public record Truth(boolean bad, String effect, double severity) {
}
