package dev.serin.webhook;

import java.util.List;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.rollout.Outcome;

/**
 * The one owner of status codes. Flagger reads any status up to 202 as success and everything above, 204 included, as failure
 * (pkg/controller/webhook.go); it retries 429 and 5xx and drops their text. So yes is 200, no is 403, each with one line of
 * text.
 *
 * <table>
 * <caption>What Flagger understands</caption>
 * <tr>
 * <th>hook</th>
 * <th>200</th>
 * <th>403</th>
 * </tr>
 * <tr>
 * <td>rollback</td>
 * <td><b>roll back now</b></td>
 * <td>go on</td>
 * </tr>
 * <tr>
 * <td>rollout, pre-rollout</td>
 * <td>go on</td>
 * <td>halt, one more failed check</td>
 * </tr>
 * <tr>
 * <td>confirm-*</td>
 * <td>go on</td>
 * <td>halt</td>
 * </tr>
 * <tr>
 * <td>post-rollout, event</td>
 * <td colspan="2">nothing hangs on it</td>
 * </tr>
 * </table>
 *
 * @param status 200, 400, 401, 403, 404 or 413
 * @param text one line, at most {@value #TEXT_MAX} characters
 */
public record HookAnswer(int status, String text) {

    static final HookAnswer UNAUTHORIZED = new HookAnswer(401, "this hook needs a token that Serin knows");
    static final HookAnswer NO_SUCH_TYPE = new HookAnswer(404, "Flagger has no hook of this type");
    static final HookAnswer TOO_LARGE = new HookAnswer(413, "the body is larger than 64 KiB: send Flagger's webhook payload");

    private static final int TEXT_MAX = 500;

    public HookAnswer {
        String line = text.replaceAll("\\s+", " ").strip();
        text = line.length() > TEXT_MAX ? line.substring(0, TEXT_MAX - 1) + "…" : line;
    }

    static HookAnswer noted() {
        return yes("noted");
    }

    static HookAnswer badRequest(InvalidField invalid) {
        return new HookAnswer(400, invalid.getMessage());
    }

    static HookAnswer foreignNamespace(CanaryRef canary) {
        return no("namespace " + canary.namespace() + " is not among those that Serin decides for");
    }

    /** The answer to a call, by its type and what became of it. */
    static HookAnswer to(Trigger.HookCall call, Outcome outcome) {
        if (outcome instanceof Outcome.Decided decided) {
            return decided.ruling().isWithheld() ? rehearsal(call.type(), decided) : decided(call, decided);
        }
        return outcome instanceof Outcome.Blind blind ? blind(call.type(), blind.reason())
                : no("hold: the cluster has no Canary " + call.canary());
    }

    /** Our blindness must not become a rollback, nor let a canary go on. */
    private static HookAnswer blind(HookType type, String reason) {
        return switch (type) {
            case ROLLOUT, POST_ROLLOUT, EVENT -> yes("hold, blind: " + reason);
            case CONFIRM_ROLLOUT, PRE_ROLLOUT, CONFIRM_TRAFFIC_INCREASE, CONFIRM_PROMOTION, ROLLBACK ->
                no("hold, blind: " + reason);
        };
    }

    /** A decision that is only recorded changes nothing: Flagger goes on as if Serin were not there. */
    private static HookAnswer rehearsal(HookType type, Outcome.Decided decided) {
        String text = "dry run: " + line(decided);
        return type == HookType.ROLLBACK ? no(text) : yes(text);
    }

    private static HookAnswer decided(Trigger.HookCall call, Outcome.Decided decided) {
        boolean rollback = decided.ruling().decision().action() == Action.ROLLBACK;
        return switch (call.type()) {
            case ROLLBACK -> answer(rollback, line(decided));
            case ROLLOUT ->
                runsAway(decided) && !hasGate(decided) ? no("hold: " + leash(decided)) : answer(!rollback, line(decided));
            case CONFIRM_ROLLOUT -> freshPath(call, decided);
            case PRE_ROLLOUT -> rollback ? no(line(decided)) : readyToStart(call, decided);
            case CONFIRM_TRAFFIC_INCREASE -> gate(call, decided, opensTraffic(decided));
            case CONFIRM_PROMOTION -> gate(call, decided, decided.ruling().decision().action() == Action.PROMOTE);
            case POST_ROLLOUT, EVENT -> yes(line(decided));
        };
    }

    /** Flagger also asks for leave to increase traffic at the tick that promotes. */
    private static boolean opensTraffic(Outcome.Decided decided) {
        Action action = decided.ruling().decision().action();
        return action == Action.ADVANCE || action == Action.PROMOTE;
    }

    private static HookAnswer gate(Trigger.HookCall call, Outcome.Decided decided, boolean opens) {
        if (!opens || runsAway(decided)) {
            return no(opens ? "hold: " + leash(decided) : line(decided));
        }
        return isLive(call, decided) ? yes(line(decided)) : no("hold: " + notLive(decided));
    }

    /**
     * Whether Flagger, let go on with the list that it is executing, would jump to 100 % or promote although nobody decided so:
     * somebody changed the list by hand (nextStepWeight and runCanary in Flagger's pkg/controller/scheduler.go).
     */
    private static boolean runsAway(Outcome.Decided decided) {
        CanaryState canary = decided.observation().canary();
        List<Integer> live = canary.stepWeights();
        if (live.isEmpty() || canary.weight().isZero() || !canary.phase().isAnalysis()) {
            return false;
        }
        boolean promotes = live.indexOf(canary.weight().percent()) == live.size() - 1
                && canary.stamp().filter(stamp -> stamp.action() == Action.PROMOTE).isEmpty();
        return promotes || !live.contains(canary.weight().percent());
    }

    /** Where a gate brakes, a failed check would only add up to a rollback. */
    private static boolean hasGate(Outcome.Decided decided) {
        return decided.observation().canary().hooks().contains(HookType.CONFIRM_TRAFFIC_INCREASE);
    }

    private static String leash(Outcome.Decided decided) {
        CanaryState canary = decided.observation().canary();
        return "with the live list " + canary.stepWeights() + " Flagger would not hold at " + canary.weight();
    }

    /** A reset that was only just decided cannot be live in the tick that asks. */
    private static HookAnswer freshPath(Trigger.HookCall call, Outcome.Decided decided) {
        boolean ordered = call.type() == HookType.PRE_ROLLOUT && isOrderedOnFreshPath(decided);
        if (decided.ruling().decision().action() == Action.RESET || !ordered && !isFresh(decided.approval())) {
            return no("hold: the path is not fresh yet: " + line(decided));
        }
        return isLive(call, decided) ? yes("the fresh path is live") : no("hold: " + notLive(decided));
    }

    private static HookAnswer readyToStart(Trigger.HookCall call, Outcome.Decided decided) {
        HookAnswer path = freshPath(call, decided);
        boolean counted = decided.observation().interval().primary().isCounted();
        return path.status() == 200 && !counted ? no("hold: no telemetry of the primary: " + line(decided)) : path;
    }

    /** The echo proves which commit Flagger executes: it must be the newest, and made for this release. */
    private static boolean isLive(Trigger.HookCall call, Outcome.Decided decided) {
        return decided.approval().newestStamp()
                .filter(newest -> call.echo().filter(newest::equals).isPresent())
                .filter(newest -> newest.release().covers(releaseOf(call))).isPresent();
    }

    /** At confirm-rollout Flagger still sends the old revision's checksum. */
    private static Release releaseOf(Trigger.HookCall call) {
        return call.type() == HookType.CONFIRM_ROLLOUT ? Release.ANY : call.release();
    }

    private static boolean isFresh(Approval approval) {
        return approval instanceof Approval.Known known && known.path().holds() && known.path().entries().size() == 2
                && known.stamp().filter(stamp -> stamp.action() == Action.RESET).isPresent();
    }

    /**
     * A person took over before the canary had traffic: the release has begun on this path, and a failed check would be for
     * nothing.
     */
    private static boolean isOrderedOnFreshPath(Outcome.Decided decided) {
        return decided.approval() instanceof Approval.Known known && known.path().holds() && known.path().entries().size() == 2
                && known.newestByPerson().filter(stamp -> stamp.release().covers(decided.ruling().release())).isPresent();
    }

    private static String notLive(Outcome.Decided decided) {
        return decided.approval().newestStamp().map(DecisionStamp::id)
                .map(id -> "decision " + id + " is in Git but not live yet")
                .orElse("Git holds no decision that could be live");
    }

    private static String line(Outcome.Decided decided) {
        return decided.ruling().decision().reason();
    }

    private static HookAnswer answer(boolean yes, String text) {
        return yes ? yes(text) : no(text);
    }

    private static HookAnswer yes(String text) {
        return new HookAnswer(200, text);
    }

    private static HookAnswer no(String text) {
        return new HookAnswer(403, text);
    }

    Response toResponse() {
        return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity(text + "\n").build();
    }
}
