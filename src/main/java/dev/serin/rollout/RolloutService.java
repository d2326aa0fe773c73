package dev.serin.rollout;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.decision.Decider;
import dev.serin.decision.Reply;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import dev.serin.observation.Observation;
import dev.serin.observation.Observer;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.logging.Log;

/**
 * The spine: one trigger, one decision. Look at the cluster, at Git and at Prometheus; decide; commit; record. {@link
 * Turns} sees to it that a canary has one turn at a time and that the caller is answered inside the budget, whatever
 * hangs.
 */
@ApplicationScoped
public class RolloutService {

    private final Turns turns;
    private final Canaries canaries;
    private final ManifestRepository manifests;
    private final Observer observer;
    private final Decider decider;
    private final Journal journal;
    private final Settlement settlement;
    private final LastOutcomes lastOutcomes;
    private final DecisionStream stream;
    private final Orders orders;
    private final Refusals refusals;

    RolloutService(Turns turns, Canaries canaries, ManifestRepository manifests, Observer observer, Decider decider,
            Journal journal, Settlement settlement, LastOutcomes lastOutcomes, DecisionStream stream, Orders orders,
            Refusals refusals) {
        this.turns = turns;
        this.canaries = canaries;
        this.manifests = manifests;
        this.observer = observer;
        this.decider = decider;
        this.journal = journal;
        this.settlement = settlement;
        this.lastOutcomes = lastOutcomes;
        this.stream = stream;
        this.orders = orders;
        this.refusals = refusals;
    }

    /** Answers inside the budget; an outage anywhere means {@link Outcome.Blind}, or the brake when a rollback was decided. */
    public Outcome handle(Trigger trigger) {
        Outcome outcome = turns.take(trigger.canary(), turn -> follow(trigger, turn));
        if (trigger instanceof Trigger.Ordered ordered) {
            refusals.note(ordered, outcome);
        }
        return outcome;
    }

    /** The same for a hook, of which there are as many at once as there are canaries: no thread waits for the outcome. */
    public CompletionStage<Outcome> begin(Trigger.HookCall hook) {
        return turns.begin(hook.canary(), turn -> follow(hook, turn));
    }

    /** What an order would do; changes nothing and leaves no entry. */
    public Preview preview(Trigger.Ordered ordered) {
        return turns.take(ordered.canary(), turn -> orders.foresee(ordered, turn), Preview::impossible);
    }

    private Outcome follow(Trigger trigger, Turn turn) {
        Optional<CanaryState> canary = canaries.find(trigger.canary(), turn.budget());
        if (canary.isEmpty()) {
            settlement.giveUp(trigger.canary(), turn.budget());
            return new Outcome.UnknownCanary(trigger.canary());
        }
        settle(trigger, canary.get(), turn);
        Approval approval = manifests.read(trigger.canary(), turn.budget());
        Observation observation = observed(trigger, canary.get(), approval, turn);
        return trigger instanceof Trigger.Ordered ordered ? order(ordered, observation, turn)
                : ordered(observation, turn).map(ruling -> enact(trigger, observation, ruling, turn))
                        .or(() -> lastOutcomes.sameLook(observation)).orElseGet(() -> decide(trigger, observation, turn));
    }

    /** A person takes over, or gives back. The same order arriving twice is answered, not done, twice. */
    private Outcome order(Trigger.Ordered ordered, Observation observation, Turn turn) {
        Optional<Entry> done = orders.done(ordered, turn);
        if (done.isPresent()) {
            return new Outcome.Decided(done.get().ruling(), done.get().observation(), done.get().change().orElseThrow(),
                    observation.approval());
        }
        Reply reply = orders.reply(ordered, observation);
        if (reply instanceof Reply.Refused refused) {
            return new Outcome.Refused(refused.reason());
        }
        Ruling ruling = turn.decided(((Reply.Granted) reply).ruling(), observation);
        Ruling explained = explained(ruling, observation);
        orders.requireTime(ordered, turn);
        return enact(ordered, observation, explained, turn);
    }

    /** A rollback that a person ordered while Git was away: it brakes until Git has it. */
    private Optional<Ruling> ordered(Observation observation, Turn turn) {
        return orders.standing(observation, turn).map(ruling -> turn.decided(ruling, observation));
    }

    /** Nothing goes forward before it is known what was left behind; braking does not wait for that. */
    private void settle(Trigger trigger, CanaryState canary, Turn turn) {
        try {
            settlement.settle(trigger, canary, turn.budget());
        } catch (Outage outage) {
            turn.onlyBrake(outage);
        }
    }

    private Outcome decide(Trigger trigger, Observation observation, Turn turn) {
        Ruling ruling = decided(observation, turn);
        if (findsNothingToDo(trigger, ruling)) {
            Change nothing = new Change.Unchanged("nothing was left to do");
            return new Outcome.Decided(ruling, observation, nothing, observation.approval());
        }
        return enact(trigger, observation, explained(ruling, observation), turn);
    }

    @WithSpan("observe")
    Observation observed(Trigger trigger, CanaryState canary, Approval approval, Turn turn) {
        return observer.observe(trigger, canary, approval, turn.budget());
    }

    @WithSpan("decide")
    Ruling decided(Observation observation, Turn turn) {
        return turn.decided(Guarding.traced(decider.decide(observation)), observation);
    }

    @WithSpan("commit")
    Change committed(Ruling ruling, Approval basis, Turn turn) {
        return settlement.completed(ruling, manifests.apply(ruling, basis, turn.budget()), turn.budget());
    }

    /** After the brake was published: an explanation never delays it, and one that fails does not cost the decision. */
    @WithSpan("explain")
    Ruling explained(Ruling ruling, Observation observation) {
        try {
            return decider.explained(ruling, observation);
        } catch (RuntimeException failed) {
            Log.errorf(failed, "canary=%s decision=%s stays without an explanation", ruling.canary(), ruling.id());
            return ruling;
        }
    }

    private Outcome enact(Trigger trigger, Observation observation, Ruling ruling, Turn turn) {
        Optional<Entry> entry = opened(trigger, observation, ruling);
        Change change = committed(ruling, observation.approval(), turn);
        if (entry.isEmpty() && change instanceof Change.Failed failed) {
            return new Outcome.Blind("neither the journal nor Git can be written: " + failed.reason());
        }
        entry.ifPresent(opened -> record(opened, change));
        Approval approval = change instanceof Change.Unchanged ? observation.approval()
                : manifests.read(trigger.canary(), turn.budget());
        return lastOutcomes.keep(new Outcome.Decided(ruling, observation, change, approval));
    }

    /** A person's rollback does not wait for the journal. */
    private Optional<Entry> opened(Trigger trigger, Observation observation, Ruling ruling) {
        try {
            return Optional.of(settlement.failedAttempt(ruling).orElseGet(() -> journal.open(trigger, observation, ruling)));
        } catch (Outage outage) {
            if (ruling.order().isEmpty() || ruling.decision().action() != Action.ROLLBACK) {
                throw outage;
            }
            Log.errorf("canary=%s decision=%s stays without an entry: %s", ruling.canary(), ruling.id(), outage.getMessage());
            return Optional.empty();
        }
    }

    private void record(Entry entry, Change change) {
        journal.close(entry, change);
        stream.publish(entry, change);
    }

    /** Serin's own round looks in vain most of the time; that is no decision worth an entry. */
    private static boolean findsNothingToDo(Trigger trigger, Ruling ruling) {
        return trigger instanceof Trigger.Sweep && ruling.decision().action() == Action.HOLD;
    }
}
