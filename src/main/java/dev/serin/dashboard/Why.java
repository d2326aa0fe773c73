package dev.serin.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.policy.Explanation;
import dev.serin.policy.Explanation.Change;
import dev.serin.policy.Opinion;

/**
 * An explanation as the page shows it.
 *
 * @param shares what moved the model, with a bar each; empty for a rule
 * @param probabilities of the permitted actions; empty for a rule
 * @param nearest the nearest change, in words
 * @param others the farther ones
 * @param fallback why the chosen policy was not asked
 */
public record Why(Optional<SharesPart> shares, List<Bar> probabilities, String nearest, List<String> others,
        Optional<SecondPart> second, Optional<String> fallback, List<String> lines) {

    /** The whole width of a bar. */
    private static final double WIDTH = 100;

    /** Shares below this never fill a half: where nothing moved the model, nothing should look as if it had. */
    private static final double SHARE_LEAST = 0.1;

    /**
     * @param css what kind it is
     * @param x where it begins, 0..100
     * @param width 0..100
     */
    public record Bar(String label, String css, double x, double width, String number) {

        /** From the left. */
        static Bar of(String label, double probability) {
            return new Bar(label, "probability", 0, WIDTH * probability, written("%.2f", probability));
        }

        /** From the middle to the right for more, to the left for less. @param largest what fills a half, above 0 */
        static Bar ofShare(String label, double value, double largest) {
            double width = WIDTH / 2 * Math.abs(value) / largest;
            return new Bar(label, value < 0 ? "less" : "more", WIDTH / 2 - (value < 0 ? width : 0), width,
                    written("%+.2f", value));
        }
    }

    /** @param action whose probability it is */
    public record SharesPart(String action, String probability, String healthy, List<Bar> bars) {

        private static SharesPart of(Explanation.Shares shares) {
            double largest = shares.groups().stream().mapToDouble(share -> Math.abs(share.value())).max().orElse(0);
            double scale = Math.max(SHARE_LEAST, largest);
            return new SharesPart(shares.action(), written("%.2f", shares.probability()), written("%.2f", shares.healthy()),
                    shares.groups().stream().map(share -> Bar.ofShare(share.group(), share.value(), scale)).toList());
        }
    }

    /** @param agrees whether it would have taken the same action */
    public record SecondPart(String policy, Action action, String reason, boolean agrees) {

        private static SecondPart of(Opinion second, Action wanted) {
            return new SecondPart(second.policy().name(), second.proposal().action(), second.proposal().reason(),
                    second.proposal().action() == wanted);
        }
    }

    /** @param wanted by the policy that decided */
    static Why of(Explanation explanation, Action wanted) {
        return new Why(explanation.shares().map(SharesPart::of),
                explanation.probabilities().stream().map(one -> Bar.of(one.action(), one.probability())).toList(),
                explanation.nearestChange(), explanation.changes().stream().skip(1).map(Change::words).toList(),
                explanation.secondOpinion().map(second -> SecondPart.of(second, wanted)), explanation.fallback(),
                explanation.lines());
    }

    private static String written(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
