package dev.serin.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.serin.access.FormToken;
import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.policy.Proposal;
import dev.serin.rollout.Preview;
import dev.serin.rollout.RolloutService;

/** Collects what a person should know before they give an order. Changes nothing. */
@ApplicationScoped
class Confirmations {

    private static final int LOOK_BACK = 50;
    private static final String MINUTES = "30";
    private static final int POINTS = 10;

    private final Fleet fleet;
    private final ManifestRepository manifests;
    private final RolloutService rollouts;
    private final FormToken tokens;
    private final Clock clock;
    private final DashboardConfig config;
    private final Optional<String> commitLink;

    Confirmations(Fleet fleet, ManifestRepository manifests, RolloutService rollouts, FormToken tokens, Clock clock,
            DashboardConfig config, @ConfigProperty(name = "serin.git.commit-link") Optional<String> commitLink) {
        this.fleet = fleet;
        this.manifests = manifests;
        this.rollouts = rollouts;
        this.tokens = tokens;
        this.clock = clock;
        this.config = config;
        this.commitLink = commitLink;
    }

    /** What is asked about: one order for one canary, by one person, on a page with this token. */
    record Question(CanaryRef canary, Order.Kind kind, Person person, String token) {
    }

    /**
     * What has become of the form so far.
     *
     * @param errors by the name of the field
     * @param refused why the order was not carried out
     */
    record Progress(Confirmation.Step step, Map<String, String> errors, Optional<String> refused) {

        static Progress at(Confirmation.Step step) {
            return new Progress(step, Map.of(), Optional.empty());
        }

        static Progress wrong(Confirmation.Step step, InvalidField invalid) {
            return wrong(step, fieldOf(invalid), invalid.getMessage());
        }

        static Progress wrong(Confirmation.Step step, String field, String message) {
            return new Progress(step, Map.of(field, message), Optional.empty());
        }

        static Progress refused(String reason) {
            return new Progress(Confirmation.Step.LOOK, Map.of(), Optional.of(reason));
        }

        /** The form's names are those of the page. */
        private static String fieldOf(InvalidField invalid) {
            return invalid.field().equals("to") ? "weight" : invalid.field();
        }
    }

    /** The revision that is under way, as far as Serin has seen it. @throws UnknownCanary when there is no such canary */
    Release release(CanaryRef canary) {
        find(canary);
        return Takeovers.release(fleet.entries(canary, 1));
    }

    /** An untouched form. @param weight and minutes as a link suggests them; empty for the usual ones */
    OrderForm fresh(CanaryRef canary, Optional<String> weight, Optional<String> minutes) {
        return new OrderForm("", weight.orElseGet(() -> usualWeight(canary)), minutes.orElse(MINUTES), "", "", tokens.word());
    }

    /** The page for a form. It shows what is now, and so the form is about what is now: its release, its colleague's order. */
    Confirmation page(Question question, OrderForm typed, Progress progress) {
        Instant now = clock.instant();
        List<Entry> entries = fleet.entries(question.canary(), LOOK_BACK);
        Approval approval = manifests.read(question.canary(), Budget.of(config.timeout(), clock));
        Release release = Takeovers.release(entries);
        OrderForm form = new OrderForm(typed.reason(), typed.weight(), typed.minutes(), release.checksum(), basis(approval),
                progress.refused().isPresent() ? tokens.word() : typed.key());
        CanaryView canary = find(question.canary());
        return previewed(question, new Confirmation(question.canary(), question.kind(), canary,
                fleet.telling(List.of(canary)).values().stream().findFirst()
                        .map(entry -> DecisionLine.of(entry, now, commitLink)),
                charge(approval, release, entries, now),
                form, progress.errors(), Optional.empty(), gitAway(approval), progress.refused(), progress.step(),
                question.token()));
    }

    private Confirmation previewed(Question question, Confirmation page) {
        try {
            Order draft = page.form().draft(question.kind(), question.person(), clock.instant());
            Preview preview = rollouts.preview(new Trigger.Ordered(question.canary(), draft));
            return page.with(preview);
        } catch (InvalidField invalid) {
            return page.errors().isEmpty() ? page.withError(Progress.fieldOf(invalid), invalid.getMessage()) : page;
        }
    }

    private CanaryView find(CanaryRef canary) {
        return fleet.find(canary).orElseThrow(() -> new UnknownCanary(canary));
    }

    private static Optional<String> gitAway(Approval approval) {
        return approval instanceof Approval.Unknown unknown ? Optional.of(unknown.reason()) : Optional.empty();
    }

    private static String basis(Approval approval) {
        return approval.newestStamp().filter(stamp -> stamp.by().isPresent()).map(DecisionStamp::id).orElse(Order.NO_BASIS);
    }

    /** From Git, which all replicas share; from the journal while Git is away. */
    private static Optional<ChargeLine> charge(Approval approval, Release release, List<Entry> entries, Instant now) {
        return approval instanceof Approval.Unknown ? ChargeLine.of(entries, now)
                : approval.newestStamp().flatMap(stamp -> stamp.charge(release, now))
                        .map(charge -> ChargeLine.of(charge, entries, now));
    }

    /** What the policy would like, or a little more than now. */
    private String usualWeight(CanaryRef canary) {
        int now = find(canary).weight().percent();
        int wish = fleet.entries(canary, 1).stream().map(entry -> entry.ruling().wanted())
                .filter(wanted -> wanted.action() == Action.ADVANCE).map(Proposal::to).mapToInt(to -> to.percent())
                .findFirst().orElse(0);
        return Integer.toString(wish > now ? wish : Math.min(99, now + POINTS));
    }
}
