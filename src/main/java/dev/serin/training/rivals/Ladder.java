package dev.serin.training.rivals;

import java.util.List;
import java.util.stream.IntStream;

import dev.serin.canary.Weight;
import dev.serin.policy.Proposal;

/**
 * Fixed weights, one after the other, then promotion.
 *
 * @param weights rising, in percent
 */
record Ladder(List<Integer> weights) {

    private static final int FIRST = 10;

    static final Ladder TENS_TO_FIFTY = new Ladder(List.of(10, 20, 30, 40, 50));

    Ladder {
        weights = List.copyOf(weights);
    }

    /** 10 %, then equal steps up to a last weight. */
    static Ladder bySteps(int step, int last) {
        return new Ladder(IntStream.iterate(FIRST, at -> at < last + step, at -> at + step).mapToObj(at -> Math.min(at, last))
                .toList());
    }

    /** The first weight above the present one, or promotion when there is none. */
    Proposal next(Weight weight, String reason) {
        return weights.stream().filter(step -> step > weight.percent()).findFirst()
                .map(step -> Proposal.advance(new Weight(step), reason)).orElseGet(() -> Proposal.promote(reason));
    }
}
