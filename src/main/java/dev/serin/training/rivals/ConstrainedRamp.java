package dev.serin.training.rivals;

import java.util.random.RandomGenerator;

import org.hipparchus.distribution.continuous.NormalDistribution;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ReleasedService.Harm;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * LinkedIn's ramp (Li, Mao and Bojinov, Balancing Risk and Reward: An Automated Phased Release Strategy, arXiv 2305.09626,
 * 2023): a budget of loss; each stage gets the largest ramp whose chance of using the budget up is at most delta, in closed
 * form from the posterior of the effect. The loss of a request is 1 if it fails and 0.2 if it is slow.
 * <p>
 * Up to a maximum weight; from there promotion when a stage at full traffic fits into the budget. Rollback when not even 1 %
 * fits.
 */
record ConstrainedRamp(String name, RampSettings settings) implements Minutely {

    private static final int SECONDS = 60;

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Ramp();
    }

    /**
     * The most requests that may be exposed: the largest x with P(N(x mean, x unitVariance + x^2 variance) > budget) at most
     * delta.
     *
     * @param mean and variance of the posterior of the effect
     * @param unitVariance of one request's loss
     * @param z the standard normal quantile of 1 - delta, positive
     * @return infinite when any number may be
     */
    static double largestExposure(double mean, double variance, double unitVariance, double budget, double z) {
        if (budget <= 0) {
            return 0;
        }
        // The bound budget - x mean = z sqrt(x unitVariance + x^2 variance), squared.
        double a = mean * mean - z * z * variance;
        double b = 2 * budget * mean + z * z * unitVariance;
        double discriminant = b * b - 4 * a * budget * budget;
        if (a >= 0 && mean < 0 && (discriminant < 0 || b <= 0)) {
            return Double.POSITIVE_INFINITY;
        }
        // The smaller positive root, written so that a near 0 does no harm.
        return 2 * budget * budget / (b + Math.sqrt(discriminant));
    }

    private final class Ramp implements Run {

        private final SlowBucket slowBucket = SlowBucket.above();
        private final double z = new NormalDistribution().inverseCumulativeProbability(1 - settings.delta());
        private double precision = 1 / (settings.priorDeviation() * settings.priorDeviation());
        private double weightedSum;
        private double spent;
        private double requestsPerSecond;
        private double unitVariance;
        private int minutes;
        private int minutesAtWeight;
        private Tally errors = Tally.NONE;
        private Tally slow = Tally.NONE;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            learn(newest);
            if (requestsPerSecond == 0) {
                return Proposal.hold(weight, "knows nothing of the traffic");
            }
            int allowed = percent(exposure() / (requestsPerSecond * settings.stageMinutes() * SECONDS));
            if (allowed < 1) {
                return Proposal.rollback("the budget bears no more traffic");
            }
            boolean stageOver = weight.isZero() || ++minutesAtWeight >= settings.stageMinutes();
            if (!stageOver && allowed >= weight.percent()) {
                return Proposal.hold(weight, "stage runs");
            }
            minutesAtWeight = 0;
            boolean bearsAll = exposure() >= requestsPerSecond * settings.promotionMinutes() * SECONDS;
            return weight.percent() >= settings.maximumWeight() && allowed >= settings.maximumWeight() && bearsAll
                    ? Proposal.promote("the budget bears all traffic")
                    : Proposal.advance(new Weight(Math.min(settings.maximumWeight(), allowed)),
                            "largest ramp within the budget");
        }

        private int percent(double share) {
            return (int) Math.min(100, 100 * share);
        }

        private double exposure() {
            double left = settings.budgetSeconds() * requestsPerSecond - Math.max(0, spent);
            return largestExposure(weightedSum / precision, 1 / precision, unitVariance, left, z);
        }

        /** Each interval is compared within itself, so that an incident on both versions is no effect. */
        private void learn(Interval newest) {
            Tally failed = Tally.ofErrors(newest);
            Tally late = slowBucket.tally(newest);
            errors = errors.plus(failed);
            slow = slow.plus(late);
            boolean warm = errors.canaryRequests() > 0 && ++minutes > settings.latencyDelayMinutes();
            if (failed.primaryRequests() > 0) {
                requestsPerSecond = (failed.canaryRequests() + failed.primaryRequests()) / newest.length().toSeconds();
            }
            unitVariance = variance(share(errors)) + square(Harm.SLOW_SHARE) * variance(share(slow));
            if (!failed.isComparable() || !late.isComparable()) {
                return;
            }
            double slowShare = warm ? Harm.SLOW_SHARE : 0;
            double effect = failed.difference() + slowShare * late.difference();
            double uncertainty = uncertainty(failed, share(errors)) + square(slowShare) * uncertainty(late, share(slow));
            precision += 1 / uncertainty;
            weightedSum += effect / uncertainty;
            spent += effect * failed.canaryRequests();
        }

        private double uncertainty(Tally tally, double share) {
            return variance(share) * 2 / tally.evenRequests() + 2 * square(settings.noise() * share);
        }
    }

    /** Smoothed by half an event. */
    private static double share(Tally sum) {
        return (sum.canaryEvents() + sum.primaryEvents() + 0.5) / (sum.canaryRequests() + sum.primaryRequests() + 1);
    }

    private static double variance(double share) {
        return share * (1 - share);
    }

    private static double square(double x) {
        return x * x;
    }
}
