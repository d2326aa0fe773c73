package dev.serin.simulation.flagger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.simulation.ManualClock;
import dev.serin.simulation.cluster.CanaryResource;
import dev.serin.simulation.cluster.CanaryStatus;
import dev.serin.simulation.cluster.Cluster;

/** One canary under Flagger's loop, without a service: the target is whatever the test says. */
final class FlaggerFixture implements Workload {

    static final CanaryRef CANARY = new CanaryRef("test", "podinfo");

    final ManualClock clock = new ManualClock();
    final ScriptedHooks hooks = new ScriptedHooks();
    final CanaryResource canary;
    final FlaggerLoop loop;

    String targetSpec = "first";
    String primarySpec = "first";
    Readiness readiness = Readiness.READY;
    Routes routes = Routes.PRIMARY_ONLY;
    OptionalDouble metric = OptionalDouble.empty();

    /** @param analysis JSON fields of the analysis, without interval, threshold and webhooks; all eight hooks are wired */
    FlaggerFixture(String analysis) {
        canary = new Cluster(clock).apply(CANARY, manifest("", analysis, allHooks()));
        loop = new FlaggerLoop(canary, this, hooks, clock);
        loop.tick();
        hooks.drain();
    }

    static String allHooks() {
        return Arrays.stream(HookType.values()).map(type -> hook(type, "{}")).collect(Collectors.joining(","));
    }

    static String hook(HookType type, String metadata) {
        return "{\"name\": \"serin-%1$s\", \"type\": \"%1$s\", \"url\": \"http://serin/flagger/%1$s\", \"metadata\": %2$s}"
                .formatted(type, metadata);
    }

    static CanaryResource.Manifest manifest(String specFields, String analysis, String webhooks) {
        return new CanaryResource.Manifest(Map.of(), Map.of(), json("""
                {"targetRef": {"name": "podinfo"}, %s "analysis":
                {"interval": "10s", "threshold": 2, %s, "webhooks": [%s]}}""".formatted(specFields, analysis, webhooks)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flux applies another analysis. */
    void apply(String analysis) {
        canary.apply(manifest("", analysis, allHooks()));
    }

    /** Brings a new revision under analysis, with traffic already at the weight. */
    FlaggerFixture progressingAt(int weight) {
        targetSpec = "second";
        loop.tick();
        routes = new Routes(100 - weight, weight);
        canary.updateStatus(status -> status.atWeight(weight, clock.instant()));
        hooks.drain();
        return this;
    }

    /** Ticks, and returns the types of the hooks called, without events. */
    List<HookType> tick() {
        loop.tick();
        return hooks.drainTypes();
    }

    /** Ticks, and returns the messages of the events. */
    List<String> tickForEvents() {
        loop.tick();
        return hooks.drain().stream().filter(call -> call.type() == HookType.EVENT)
                .map(call -> call.payload().metadata().get("eventMessage")).toList();
    }

    CanaryStatus status() {
        return canary.status();
    }

    Phase phase() {
        return status().phase();
    }

    @Override
    public String targetSpec() {
        return targetSpec;
    }

    @Override
    public boolean isPrimaryReady() {
        return true;
    }

    @Override
    public Readiness canaryReadiness() {
        return readiness;
    }

    @Override
    public void scaleCanaryUp() {
        readiness = Readiness.READY;
    }

    @Override
    public void scaleCanaryToZero() {
    }

    @Override
    public void promote() {
        primarySpec = targetSpec;
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
        return metric;
    }
}
