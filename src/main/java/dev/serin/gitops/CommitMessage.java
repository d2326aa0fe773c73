package dev.serin.gitops;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.serin.canary.Action;
import dev.serin.canary.InvalidField;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;
import dev.serin.policy.Explanation;

/** Turns a ruling into a commit message: a template filled in, and trailers that machines read. */
final class CommitMessage {

    /** The trailer that names the decision. */
    static final String DECISION = "Serin-Decision";

    private static final int WIDTH = 72;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final List<String> KNOWN = List.of("action", "canary", "namespace", "name", "from", "to", "step", "reason",
            "by", "verdicts", "explanation", "release", "policy", "id");

    private final String template;

    /** @throws InvalidField when the template has a placeholder that is not known */
    CommitMessage(String template) {
        this.template = template;
        PLACEHOLDER.matcher(template).results().map(match -> match.group(1)).forEach(CommitMessage::requireKnown);
    }

    private static void requireKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw new InvalidField("serin.git.message", "has the unknown placeholder {" + name + "}",
                    "use " + String.join(", ", KNOWN));
        }
    }

    String of(Ruling ruling) {
        String text = filled(ruling);
        String body = text.lines().skip(1).map(String::strip).map(CommitMessage::wrap).collect(Collectors.joining("\n"));
        String paragraphs = (subject(text) + "\n" + body).replaceAll("\n{3,}", "\n\n").strip();
        return paragraphs + "\n\n" + trailers(ruling);
    }

    /** The first line alone. */
    String subjectOf(Ruling ruling) {
        return subject(filled(ruling));
    }

    private static String subject(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private String filled(Ruling ruling) {
        Map<String, String> values = values(ruling);
        return PLACEHOLDER.matcher(template).replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
    }

    private static Map<String, String> values(Ruling ruling) {
        Decision decision = ruling.decision();
        return Map.ofEntries(
                Map.entry("action", ruling.order().map(order -> order.kind().word()).orElse(decision.action().word())),
                Map.entry("by", ruling.order().map(order -> " by " + order.person()).orElse("")),
                Map.entry("canary", ruling.canary().toString()),
                Map.entry("namespace", ruling.canary().namespace()),
                Map.entry("name", ruling.canary().name()),
                Map.entry("from", decision.from().toString()),
                Map.entry("to", decision.to().toString()),
                Map.entry("step", step(decision)),
                Map.entry("reason", oneLine(decision.reason())),
                Map.entry("verdicts", verdicts(ruling)),
                Map.entry("explanation", explanation(ruling)),
                Map.entry("release", ruling.release().toString()),
                Map.entry("policy", oneLine(ruling.policy().name())),
                Map.entry("id", ruling.id()));
    }

    private static String step(Decision decision) {
        if (decision.action() == Action.HOLD) {
            return "at " + decision.from();
        }
        return decision.action() == Action.RESET ? "to " + decision.to() : decision.from() + " → " + decision.to();
    }

    /** One line for each guardrail that changed what the policy wanted. */
    private static String verdicts(Ruling ruling) {
        return ruling.verdicts().stream().filter(Verdict.Replace.class::isInstance)
                .map(verdict -> verdict.rule() + ": " + oneLine(verdict.reason())).collect(Collectors.joining("\n"));
    }

    /** One short paragraph for each part; nothing where no policy was asked. */
    private static String explanation(Ruling ruling) {
        return ruling.explanation().map(Explanation::lines).orElse(List.of()).stream().map(CommitMessage::oneLine)
                .collect(Collectors.joining("\n\n"));
    }

    /** A reason cannot add lines of its own, let alone trailers. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String wrap(String line) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ")) {
            boolean breaks = column > 0 && column + 1 + word.length() > WIDTH;
            wrapped.append(breaks ? "\n" : column > 0 ? " " : "").append(word);
            column = breaks ? word.length() : column + (column > 0 ? 1 : 0) + word.length();
        }
        return wrapped.toString();
    }

    private static String trailers(Ruling ruling) {
        Decision decision = ruling.decision();
        return DECISION + ": " + ruling.id() + "\n"
                + "Serin-Action: " + decision.action() + "\n"
                + "Serin-From: " + decision.from().percent() + "\n"
                + "Serin-To: " + decision.to().percent() + "\n"
                + "Serin-Policy: " + oneLine(ruling.policy().name()) + "\n"
                + "Serin-Policy-Sha256: " + oneLine(ruling.policy().sha256()) + "\n"
                + secondOpinion(ruling)
                + person(ruling)
                + "Serin-Release: " + ruling.release() + "\n"
                + "Serin-Observation: " + oneLine(ruling.observationDigest()) + "\n";
    }

    private static String secondOpinion(Ruling ruling) {
        return ruling.explanation().flatMap(Explanation::secondOpinion)
                .map(second -> "Serin-Second-Opinion: " + second.proposal().action() + "\n").orElse("");
    }

    /** Who ordered it or stays in charge, why, and until when. */
    private static String person(Ruling ruling) {
        return ruling.person().map(person -> "Serin-Person: " + person + "\n").orElse("")
                + ruling.order()
                        .map(order -> "Serin-Order: " + order.kind() + "\nSerin-Reason: " + oneLine(order.reason()) + "\n")
                        .orElse("")
                + ruling.charge().map(charge -> "Serin-Until: " + charge.until() + "\n").orElse("");
    }
}
