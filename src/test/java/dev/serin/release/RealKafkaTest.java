package dev.serin.release;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Events in a real Kafka, switched on by configuration alone. */
@QuarkusTest
@TestProfile(RealKafkaTest.Profile.class)
class RealKafkaTest {

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "sequential-test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class), new TestResourceEntry(RealKafka.class));
        }
    }

    EmbeddedWorld embedded;
    RealKafka kafka;

    /** The broker starts late: until then nobody waits for it, and nothing that fits is lost. */
    @Test
    void aReleaseGoesOnWithoutTheBrokerAndItsEventsArriveWhenThatIsThere() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "fine");
        embedded.deploy(canary, Fate.FINE);
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
        embedded.step(1);
        RestAssured.get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));

        kafka.run();
        // The key is the canary, so what is about one stays in order.
        List<ConsumerRecord<String, String>> records = kafka.recordsUntil(event -> event.key().equals(canary.toString())
                && header(event, "ce_type").equals("dev.cdevents.service.upgraded.0.3.0")).stream()
                .filter(event -> event.key().equals(canary.toString())).toList();
        List<String> types = records.stream().map(event -> header(event, "ce_type")).toList();
        assertTrue(types.contains("dev.cdevents.service.deployed.0.3.0"), types.toString());
        assertTrue(types.contains("dev.cdeventsx.serin-decision.made.0.1.0"), types.toString());
        records.forEach(RealKafkaTest::requireCloudEvent);
    }

    private static void requireCloudEvent(ConsumerRecord<String, String> event) {
        JsonNode context = EventSchema.require(event.value()).path("context");
        assertEquals("1.0", header(event, "ce_specversion"));
        assertEquals(context.path("id").asText(), header(event, "ce_id"));
        assertEquals(context.path("source").asText(), header(event, "ce_source"));
        assertTrue(header(event, "ce_traceparent").startsWith("00-"));
        assertEquals("application/json", header(event, "content-type"));
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
