package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Charge;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.journal.Entry;
import dev.serin.journal.Samples;
import dev.serin.policy.PolicyConfig;
import dev.serin.policy.Proposal;
import dev.serin.rollout.DecisionMade;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;

class DecisionMetersTest {

    private static final Weight AT = new Weight(20);
    private static final Verdict ASKED = new Verdict.Allow("error-ceiling", "0.1 % is not over 25 %");
    private static final Verdict NO_DRY_RUN = new Verdict.Allow("dry-run", "off");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DecisionMeters meters = new DecisionMeters(byDefault(), registry);

    private static PolicyConfig byDefault() {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withMapping(PolicyConfig.class).build()
                .getConfigMapping(PolicyConfig.class);
    }

    private static Ruling ruling(Decision decision, Verdict... verdicts) {
        return Samples.ruling(Samples.id(1), Samples.PODINFO, decision, Proposal.advance(new Weight(35), "as good"),
                List.of(verdicts));
    }

    private static Ruling by(Ruling ruling, Optional<Order> order, Optional<Charge> charge) {
        return new Ruling(ruling.id(), ruling.canary(), ruling.release(), ruling.decision(), ruling.wanted(),
                ruling.verdicts(), ruling.policy(), ruling.observationDigest(), ruling.explanation(), order, charge);
    }

    private void count(Ruling ruling) {
        meters.count(new DecisionMade(Samples.entry(ruling), new Change.Unchanged("nothing"), Duration.ZERO,
                Optional.empty(), false));
    }

    @Test
    void aCommitThatIsTriedAgainIsNoSecondDecision() {
        Entry entry = Samples.entry(Samples.rollback(Samples.id(2), Samples.PODINFO, 20, "errors"));
        Entry failed = new Entry(entry.sequence(), entry.time(), entry.trigger(), entry.observation(), entry.ruling(),
                Optional.of(new Change.Failed("Git is away")));
        meters.count(new DecisionMade(entry, failed.change().orElseThrow(), Duration.ZERO, Optional.empty(), false));
        meters.count(new DecisionMade(failed, new Change.Committed("a".repeat(40)), Duration.ZERO, Optional.empty(), true));

        assertEquals(1, counted("serin.decisions", "action", "rollback"));
    }

    private double counted(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    private static Decision hold() {
        return new Decision.Hold(AT, "a long sentence with 12345 numbers");
    }

    @Test
    void theReasonIsOneWordOfAList() {
        Person alice = new Person("alice");
        Verdict guarded = new Verdict.Replace("minimum-time-at-weight", "12 s of 60 s", Proposal.hold(AT, "too early"));
        Verdict withheld = new Verdict.Withhold("dry-run", "recorded only");
        count(ruling(new Decision.Advance(AT, new Weight(35), "as good"), ASKED, NO_DRY_RUN));
        count(ruling(hold(), ASKED, guarded, NO_DRY_RUN));
        count(ruling(hold(), NO_DRY_RUN));
        count(ruling(new Decision.Rollback(AT, "decision 1 stands")));
        count(ruling(new Decision.Reset(AT, AT, "fresh"), NO_DRY_RUN));
        count(ruling(new Decision.Promote(AT, "as good"), ASKED, withheld));
        count(by(ruling(hold(), ASKED), Optional.of(Samples.order(Order.Kind.PAUSE, Order.NO_BASIS)), Optional.empty()));
        count(by(ruling(hold(), ASKED), Optional.empty(),
                Optional.of(new Charge(alice, Samples.NOON.plusSeconds(60), Samples.id(2)))));

        assertEquals(1, counted("serin.decisions", "action", "advance", "reason", "policy"));
        assertEquals(1, counted("serin.decisions", "action", "hold", "reason", "minimum-time-at-weight"));
        assertEquals(1, counted("serin.decisions", "action", "hold", "reason", "outside-analysis"));
        assertEquals(1, counted("serin.decisions", "action", "rollback", "reason", "standing"));
        assertEquals(1, counted("serin.decisions", "action", "reset", "reason", "path"));
        assertEquals(1, counted("serin.decisions", "action", "promote", "reason", "dry-run"));
        assertEquals(1, counted("serin.decisions", "action", "hold", "reason", "order"));
        assertEquals(1, counted("serin.decisions", "action", "hold", "reason", "charge"));
        assertEquals(1, counted("serin.guardrail.verdicts", "guardrail", "minimum-time-at-weight", "verdict", "replace"));
        assertEquals(1, counted("serin.guardrail.verdicts", "guardrail", "dry-run", "verdict", "withhold"));
    }

    @Test
    void aSecondOpinionThatWantsSomethingElseIsADisagreement() {
        count(ruling(hold(), ASKED).with(Samples.explanation()));

        assertEquals(1, counted("serin.disagreements", "action", "advance", "opinion", "hold"));
        assertEquals(0, counted("serin.disagreements", "action", "hold", "opinion", "advance"));
    }

    @Test
    void whatIsRareIsThereFromTheStart() {
        assertEquals(0, counted("serin.fallbacks", "reason", "telemetry"));
        assertEquals(12, registry.find("serin.disagreements").counters().size());
    }
}
