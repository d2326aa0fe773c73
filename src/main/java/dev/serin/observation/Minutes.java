package dev.serin.observation;

/**
 * How much the surplus scatters from minute to minute, whatever the interval: noise lasts, so shorter intervals would look
 * calmer than they are.
 *
 * @param open the surplus of the minute under way
 * @param seconds how much of it has passed
 * @param squaredZ sum of the squares of whole minutes' z
 * @param whole how many there are
 */
public record Minutes(Surplus open, double seconds, double squaredZ, int whole) {

    static final Minutes NONE = new Minutes(Surplus.NONE, 0, 0, 0);

    Minutes plus(Surplus newest, double length) {
        Surplus grown = open.plus(newest);
        if (seconds + length < 60) {
            return new Minutes(grown, seconds + length, squaredZ, whole);
        }
        double z = grown.z();
        return new Minutes(Surplus.NONE, 0, squaredZ + z * z, whole + 1);
    }

    /** Logarithm of 1 + mean of z squared, 0.69 when only chance is at work. */
    double dispersion() {
        return Math.log1p((squaredZ + 1) / (whole + 1));
    }
}
