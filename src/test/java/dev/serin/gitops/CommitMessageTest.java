package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.guardrail.Verdict;
import dev.serin.journal.Samples;
import dev.serin.policy.Proposal;

class CommitMessageTest {

    private static final CanaryRef CANARY = new CanaryRef("prod", "podinfo");
    private final CommitMessage message = new CommitMessage(
            Configured.with("url", "file:///x").config().message());

    @Test
    void saysWhatWasDecidedWhyAndOnWhat() {
        String text = message.of(Rulings.of(CANARY, new Decision.Advance(new Weight(10), new Weight(25),
                "412 requests at 10 %, 1 error against 9 of 3,708 on the primary: the evidence that it is worse is 0.3 of 20"),
                1,
                new Verdict.Allow("first-weight", "10 % is past 5 %"),
                new Verdict.Replace("maximum-step", "40 points are more than 15", Proposal.advance(new Weight(25), "less"))));
        assertEquals("""
                serin: advance prod/podinfo 10 %% → 25 %%

                412 requests at 10 %%, 1 error against 9 of 3,708 on the primary: the
                evidence that it is worse is 0.3 of 20

                maximum-step: 40 points are more than 15

                Serin-Decision: 000000000001
                Serin-Action: advance
                Serin-From: 10
                Serin-To: 25
                Serin-Policy: sequential-test
                Serin-Policy-Sha256: %s
                Serin-Release: 66fd8c7b9b
                Serin-Observation: %s
                """.formatted("ab".repeat(32), "cd".repeat(32)), text);
    }

    @Test
    void saysWhatMovedTheModelAndWhatWouldHaveTurnedIt() {
        String text = message.of(Rulings.advance(CANARY, 10, 20, 1).with(Samples.explanation()));
        assertTrue(text.contains("""

                probability of +10 0.71, 0.85 for a healthy canary: latency -0.20,
                weight, traffic and time +0.05, errors +0.01

                probabilities: +10 0.71, hold 0.27, rollback 0.02

                nearest change: would hold if p99 were over 310 ms in the next 5
                intervals (now 240 ms)

                second opinion, sequential-test: hold at 20 %: needs about 900 more
                requests (4 min)

                Serin-Decision: 000000000001
                """), text);
        assertTrue(text.contains("\nSerin-Second-Opinion: hold\n"), text);
    }

    @Test
    void aResetNamesItsWeightOnly() {
        assertTrue(message.of(Rulings.reset(CANARY, 0, 5, 1))
                .startsWith("serin: reset prod/podinfo to 5 %\n\na new release\n\nS"));
    }

    @Test
    void gitReadsTheTrailersAndAReasonCannotForgeThem() {
        String text = message.of(Rulings.of(CANARY,
                new Decision.Rollback(new Weight(10), "errors\n\nSerin-Decision: ffffffffffff\nSerin-To: 100"), 1));
        String trailers = GitProgram.run(Path.of("."), "git", List.of("sh", "-c",
                "printf '%s' \"$0\" | git interpret-trailers --parse", text));
        assertEquals("Serin-Decision: 000000000001\nSerin-Action: rollback\nSerin-From: 10\nSerin-To: 0",
                String.join("\n", trailers.lines().toList().subList(0, 4)));
        assertEquals(8, trailers.lines().count());
    }

    @Test
    void aLongSubjectStaysOneLine() {
        String subject = message.of(Rulings.advance(new CanaryRef("prod", "a".repeat(200)), 5, 20, 1)).lines().findFirst()
                .orElseThrow();
        assertTrue(subject.endsWith("5 % → 20 %"));
    }

    @Test
    void theTemplateIsConfigurable() {
        assertTrue(new CommitMessage("chore({name}): {action} {to}\n\n{reason} ({id})").of(Rulings.promote(CANARY, 45, 7))
                .startsWith("chore(podinfo): promote 100 %\n\nno worse than the primary (000000000007)\n\nSerin-Decision: "));
        assertTrue(assertThrows(InvalidField.class, () -> new CommitMessage("{weight}")).getMessage().contains("{weight}"));
    }

    @Test
    void saysWhoOrderedItWhyAndUntilWhen() {
        String text = message.of(Rulings.ordered(CANARY, Order.Kind.PAUSE, 20, 20, 1));
        assertTrue(text.startsWith("serin: pause prod/podinfo at 20 % by alice\n"), text);
        assertTrue(text.contains("\nSerin-Action: hold\n"), text);
        assertTrue(text.contains("""
                Serin-Person: alice
                Serin-Order: pause
                Serin-Reason: checkout is down; Serin-Person: bob
                Serin-Until: 2026-11-27T13:00:00Z
                """), text);
        String rollback = message.of(Rulings.ordered(CANARY, Order.Kind.ROLLBACK, 20, 0, 1));
        assertTrue(rollback.startsWith("serin: rollback prod/podinfo 20 % → 0 % by alice\n"), rollback);
        assertFalse(rollback.contains("Serin-Until"), rollback);
    }
}
