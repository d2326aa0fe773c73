package dev.serin.observation;

/**
 * The capital of a gambler who bets against a null hypothesis and cannot win in the long run while it is true:
 * evidence that may be looked at after every interval. By Ville's inequality the chance that it ever reaches {@code
 * 1/alpha} under the null is at most {@code alpha}, however often one looks (Ville 1939; Shafer 2021, "Testing by
 * betting"; Ramdas, Grünwald, Vovk, Shafer 2023, "Game-theoretic statistics and safe anytime-valid inference").
 *
 * <p>
 * The capital is spread over three alternatives (Wald's likelihood ratio, mixed as in Johari et al., "Always valid
 * inference") and over the interval in which the null may begin to fail. Half is bet from the first interval, the
 * rest is paid out bit by bit, so that a fault which begins late is found although all before was good: the mixture
 * form of an e-detector (Shin, Ramdas, Rinaldo 2023), also Shiryaev's geometric prior. Since the shares sum to 1,
 * this is one e-process: the guarantee holds over the whole release, without a horizon. For an alternative k and the
 * interval's likelihood ratio e, {@code capital_k := min(limit, e_k (capital_k + paid out / 3))}; a limit only makes
 * it smaller.
 *
 * @param near capital on the alternative closest to the null
 * @param unspent capital not yet bet; counts fully
 */
public record EProcess(double near, double middle, double far, double unspent) {

    static final EProcess START = new EProcess(1 / 6.0, 1 / 6.0, 1 / 6.0, 0.5);

    /** Keeps all its capital: no evidence, ever. For those who never ask and look at millions of intervals. */
    static final EProcess IDLE = new EProcess(0, 0, 0, 1);

    /** The share of the unspent capital that each interval gets: a change about every 40 intervals. */
    private static final double SHARE_PER_INTERVAL = 1 / 40.0;
    /** A new weight is where changes are to be expected. */
    private static final double SHARE_PER_WEIGHT = 1 / 5.0;

    /** The evidence against the null: 1 is none, 20 is strong, 200 is as good as proof. */
    public double value() {
        return near + middle + far + unspent;
    }

    /** Whether anything is ever bet; one that bets never has all its capital unspent. */
    boolean bets() {
        return unspent < 1;
    }

    /** One interval's likelihood ratios, as logarithms. Not for an idle one. */
    EProcess times(double logNear, double logMiddle, double logFar, double limit) {
        double paid = unspent * SHARE_PER_INTERVAL;
        return new EProcess(grown(near, paid, logNear, limit), grown(middle, paid, logMiddle, limit),
                grown(far, paid, logFar, limit), unspent - paid);
    }

    private static double grown(double capital, double paid, double logRatio, double limit) {
        return Math.min(limit, Math.exp(logRatio) * (capital + paid / 3));
    }

    /** A new question is asked: at least the capital of a fresh start is bet. What was won before is kept. */
    EProcess toppedUp() {
        return !bets() ? this
                : new EProcess(Math.max(near, START.near), Math.max(middle, START.middle), Math.max(far, START.far),
                        Math.max(unspent, START.unspent));
    }

    EProcess atNewWeight() {
        if (!bets()) {
            return this;
        }
        double paid = unspent * SHARE_PER_WEIGHT;
        return new EProcess(near + paid / 3, middle + paid / 3, far + paid / 3, unspent - paid);
    }
}
