package dev.serin.policy;

/**
 * Shares out what a team of players has gained by playing together (Shapley 1953, "A value for n-person games"): each
 * gets the mean, over all orders in which they could join, of what it adds to those who are there already. The only way
 * to share that gives everything away, treats like players alike, gives nothing to who adds nothing, and adds up over
 * games. Exact, by all coalitions: for a handful of players.
 */
final class ShapleyValues {

    private ShapleyValues() {
    }

    /**
     * @param worth of each coalition; bit i of the index tells whether player i is in it, so 2 to the power of the number
     *        of players
     * @return one value for each player; they sum to the worth of all less the worth of none
     */
    static double[] of(double[] worth) {
        int players = Integer.numberOfTrailingZeros(worth.length);
        double[] values = new double[players];
        for (int coalition = 0; coalition < worth.length - 1; coalition++) {
            double weight = 1 / (players * binomial(players - 1, Integer.bitCount(coalition)));
            for (int player = 0; player < players; player++) {
                int joined = coalition | 1 << player;
                values[player] += joined == coalition ? 0 : weight * (worth[joined] - worth[coalition]);
            }
        }
        return values;
    }

    private static double binomial(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result *= (n - k + i) / (double) i;
        }
        return result;
    }
}
