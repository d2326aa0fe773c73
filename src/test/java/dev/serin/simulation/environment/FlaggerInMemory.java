package dev.serin.simulation.environment;

import java.util.Map;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.simulation.ManualClock;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.Cluster;
import dev.serin.simulation.flagger.FlaggerLoop;
import dev.serin.simulation.flagger.HookPayload;
import dev.serin.simulation.flagger.HookResponse;
import dev.serin.simulation.flagger.MetricCheck;
import dev.serin.simulation.flagger.Routes;
import dev.serin.simulation.flagger.Webhook;
import dev.serin.simulation.flagger.Workload;

/**
 * The demo's Flagger with Serin's hooks, told what to decide: the gates answer from the decision and from the number
 * of the commit that Flagger's spec echoes; Flux applies what is committed before the next tick.
 */
final class FlaggerInMemory implements Workload {

    private static final HookType[] HOOKS = { HookType.ROLLBACK, HookType.CONFIRM_TRAFFIC_INCREASE,
            HookType.CONFIRM_PROMOTION };

    private final ManualClock clock = new ManualClock();
    private final CanaryResource canary;
    private final FlaggerLoop loop;
    private StepWeights git;
    private int commits;
    private Decision decision;
    private Routes routes = Routes.PRIMARY_ONLY;
    private String target = "first";

    /** A release that has just got its first weight. */
    FlaggerInMemory(int firstWeight) {
        git = StepWeights.holdingAt(new Weight(firstWeight));
        canary = new Cluster(clock).apply(new CanaryRef("test", "service"), manifest());
        loop = new FlaggerLoop(canary, this, this::answer, clock);
        loop.tick();
        target = "second";
        loop.tick();
        tick(new Decision.Advance(Weight.ZERO, new Weight(firstWeight), "the path is fresh"));
    }

    int weight() {
        return routes.canary();
    }

    Phase phase() {
        return canary.status().phase();
    }

    void tick(Decision made) {
        decision = made;
        loop.tick();
        canary.apply(manifest());
    }

    private HookResponse answer(Webhook hook, HookPayload payload) {
        return switch (hook.type()) {
            case ROLLBACK -> rollback();
            case CONFIRM_TRAFFIC_INCREASE -> answer(isForward() && isLive(payload));
            case CONFIRM_PROMOTION -> answer(decision.action() == Action.PROMOTE && isLive(payload));
            default -> answer(true);
        };
    }

    /** The first hook of a tick, in which the decision is made and committed. */
    private HookResponse rollback() {
        if (decision.action() == Action.PROMOTE && git.holds()) {
            commit(git.promoted());
        } else if (decision.action() == Action.ADVANCE && !git.contains(decision.to())) {
            commit(git.advancedTo(decision.to()));
        }
        return answer(decision.action() == Action.ROLLBACK);
    }

    private void commit(StepWeights path) {
        git = path;
        commits++;
    }

    private boolean isForward() {
        return decision.action() == Action.ADVANCE || decision.action() == Action.PROMOTE;
    }

    private boolean isLive(HookPayload payload) {
        return Integer.toString(commits).equals(payload.metadata().get("decision"));
    }

    private static HookResponse answer(boolean yes) {
        return HookResponse.of(yes ? 200 : 403, "told so");
    }

    private CanaryResource.Manifest manifest() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("targetRef").put("name", "service");
        ObjectNode analysis = spec.putObject("analysis").put("interval", "10s").put("threshold", 1);
        ArrayNode stepWeights = analysis.putArray("stepWeights");
        git.entries().forEach(stepWeights::add);
        ArrayNode webhooks = analysis.putArray("webhooks");
        for (HookType type : HOOKS) {
            webhooks.addObject().put("name", type.toString()).put("type", type.toString()).put("url", "http://serin")
                    .putObject("metadata").put("decision", Integer.toString(commits));
        }
        return new CanaryResource.Manifest(Map.of(), Map.of(), spec);
    }

    @Override
    public String targetSpec() {
        return target;
    }

    @Override
    public boolean isPrimaryReady() {
        return true;
    }

    @Override
    public Readiness canaryReadiness() {
        return Readiness.READY;
    }

    @Override
    public void scaleCanaryUp() {
    }

    @Override
    public void scaleCanaryToZero() {
    }

    @Override
    public void promote() {
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public void route(Routes wanted) {
        routes = wanted;
    }

    @Override
    public OptionalDouble builtinMetric(MetricCheck check) {
        return OptionalDouble.empty();
    }
}
