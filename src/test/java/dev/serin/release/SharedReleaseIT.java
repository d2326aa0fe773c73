package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import dev.serin.simulation.World;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** Serin as it was packaged, wired as one of several replicas is: its journal in PostgreSQL, its events in Kafka. */
@QuarkusIntegrationTest
@TestProfile(RunningWorld.Shared.class)
class SharedReleaseIT {

    RunningWorld running;
    JournalDatabase database;
    RealKafka kafka;

    @Test
    void aBadReleaseIsRolledBackAndTheOthersKnow() throws SQLException {
        kafka.run();
        running.deploy(RunningWorld.QUICK, Fate.ERRORS);
        assertEquals(World.Outcome.ROLLED_BACK, running.end(RunningWorld.QUICK));

        assertTrue(database.entries() > 0);
        kafka.recordsUntil(SharedReleaseIT::isRollback).forEach(event -> EventSchema.require(event.value()));
    }

    private static boolean isRollback(ConsumerRecord<String, String> event) {
        return event.key().equals(RunningWorld.QUICK.toString())
                && new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)
                        .equals("dev.cdevents.service.rolledback.0.3.0");
    }
}
