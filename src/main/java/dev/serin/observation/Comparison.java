package dev.serin.observation;

/**
 * Canary against primary for one kind of event, over all intervals of a release.
 *
 * <p>
 * <b>Worse</b>: the null is that the canary's events are at most {@code worseRatio} times as frequent as the
 * primary's, <i>or</i> hit at most {@code harmlessShare} of its requests. The smaller of the two e-processes is
 * evidence against either.
 *
 * <p>
 * <b>Safe</b>: the null is that they are at least {@code safeRatio} times as frequent <i>and</i> hit at least {@code
 * toleratedShare}. The mean of the two e-processes is evidence against both at once; it grows on a release without
 * any error, too. The guarantee of "worse" is that of {@link EProcess}, over the whole release. "Safe" is asked anew
 * at each weight, so its guarantee holds for each weight. A likelihood ratio bounded at the border of the null holds
 * for all of it, since it rises (falls) with the canary's events.
 *
 * @param total the surplus over the release
 * @param recent the surplus of about the last five intervals
 * @param atWeight the surplus since the weight last changed
 * @param newest the surplus of the newest interval; nothing when it could not be compared
 * @param squaredZ sum of the squares of the intervals' z; its mean is 1 when only chance is at work
 * @param intervals how many were compared
 */
public record Comparison(EProcess worseByRatio, EProcess worseByShare, EProcess safeByRatio, EProcess safeByShare,
        Surplus total, Surplus recent, Surplus atWeight, Surplus newest, Minutes minutes, int intervals) {

    static final Comparison NONE = new Comparison(EProcess.START, EProcess.START, EProcess.START, EProcess.START, Surplus.NONE,
            Surplus.NONE, Surplus.NONE, Surplus.NONE, Minutes.NONE, 0);

    /** The sums alone. */
    static final Comparison WITHOUT_BETS = new Comparison(EProcess.IDLE, EProcess.IDLE, EProcess.IDLE, EProcess.IDLE,
            Surplus.NONE, Surplus.NONE, Surplus.NONE, Surplus.NONE, Minutes.NONE, 0);

    /** Credit for good behaviour cannot be hoarded: what goes wrong late soon outweighs it. */
    private static final double SAFE_LIMIT = 400;
    /** Far above any threshold, and finite. */
    private static final double WORSE_LIMIT = 1e12;

    /** Evidence that the canary is worse than tolerated: an e-value, 1 is none. */
    public double worse() {
        return Math.min(worseByRatio.value(), worseByShare.value());
    }

    /** Evidence that the canary is not worse than tolerated: an e-value, 1 is none. */
    public double safe() {
        return (safeByRatio.value() + safeByShare.value()) / 2;
    }

    /** How much the intervals scatter beyond chance: logarithm of 1 + mean of z squared, 0.69 when only chance is at work. */
    public double dispersion() {
        return minutes.dispersion();
    }

    Comparison plus(Split split, Span span, Tolerance.Limits limits, double noise) {
        if (!split.isComparable()) {
            return withoutNewest();
        }
        Surplus surplus = Surplus.of(split);
        Comparison bet = bets() ? bet(split, limits, noise) : this;
        return new Comparison(bet.worseByRatio, bet.worseByShare, bet.safeByRatio, bet.safeByShare,
                total.plus(surplus), recent.faded(span.kept()).plus(surplus), atWeight.plus(surplus), surplus,
                minutes.plus(surplus, span.seconds()), intervals + 1);
    }

    boolean bets() {
        return worseByRatio.bets();
    }

    private Comparison bet(Split split, Tolerance.Limits limits, double noise) {
        return new Comparison(worseByRatio(split, limits, noise),
                worseByShare(split, limits.tolerance().harmlessShare(), noise), safeByRatio(split, limits, noise),
                safeByShare(split, limits.tolerance().toleratedShare(), noise), total, recent, atWeight, newest, minutes,
                intervals);
    }

    private EProcess worseByRatio(Split split, Tolerance.Limits limits, double noise) {
        double border = limits.worseRatio(1);
        double belief = split.beliefInRatio(border, limits.noise(noise));
        return worseByRatio.times(belief * split.logRatioLikelihood(limits.worseRatio(1.5), border),
                belief * split.logRatioLikelihood(limits.worseRatio(3), border),
                belief * split.logRatioLikelihood(limits.worseRatio(10), border), WORSE_LIMIT);
    }

    private EProcess worseByShare(Split split, double border, double noise) {
        double belief = split.beliefInShare(border, noise);
        return worseByShare.times(belief * split.logShareLikelihood(oddsTimes(border, 2.5), border),
                belief * split.logShareLikelihood(oddsTimes(border, 8), border),
                belief * split.logShareLikelihood(oddsTimes(border, 40), border), WORSE_LIMIT);
    }

    private EProcess safeByRatio(Split split, Tolerance.Limits limits, double noise) {
        double border = limits.safeRatio(1);
        double belief = split.beliefInRatio(border, limits.noise(noise));
        return safeByRatio.times(belief * split.logRatioLikelihood(limits.safeRatio(1 / 1.5), border),
                belief * split.logRatioLikelihood(limits.safeRatio(1 / 2.2), border),
                belief * split.logRatioLikelihood(limits.safeRatio(1 / 4.0), border), SAFE_LIMIT);
    }

    private EProcess safeByShare(Split split, double border, double noise) {
        double belief = split.beliefInShare(border, noise);
        return safeByShare.times(belief * split.logShareLikelihood(border / 2, border),
                belief * split.logShareLikelihood(border / 5, border),
                belief * split.logShareLikelihood(border / 50, border), SAFE_LIMIT);
    }

    private static double oddsTimes(double share, double factor) {
        return factor * share / (1 - share + factor * share);
    }

    Comparison withoutNewest() {
        return new Comparison(worseByRatio, worseByShare, safeByRatio, safeByShare, total, recent, atWeight, Surplus.NONE,
                minutes, intervals);
    }

    Comparison atNewWeight() {
        return new Comparison(worseByRatio.atNewWeight(), worseByShare.atNewWeight(), safeByRatio.toppedUp(),
                safeByShare.toppedUp(), total, recent, Surplus.NONE, newest, minutes, intervals);
    }
}
