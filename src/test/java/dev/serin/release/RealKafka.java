package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real Kafka broker in a process of its own, with KRaft and one node. Serin knows its address before it runs. */
public final class RealKafka implements QuarkusTestResourceLifecycleManager {

    static final String TOPIC = "releases";

    private static final Duration START_MAX = Duration.ofMinutes(3);

    private static final String PROPERTIES = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            num.partitions=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0
            """;

    private int port;
    private Process process;
    private Path log;

    @Override
    public Map<String, String> start() {
        port = FreePort.find();
        return Map.of("serin.events.connector", "smallrye-kafka", "serin.events.topic", TOPIC, "kafka.bootstrap.servers",
                address(), "kafka.delivery.timeout.ms", "600000");
    }

    private String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns when it answers. */
    void run() {
        try {
            Path folder = Files.createTempDirectory("serin-kafka");
            Path properties = Files.writeString(folder.resolve("server.properties"),
                    PROPERTIES.formatted(port, FreePort.find(), folder.resolve("data")));
            log = folder.resolve("log");
            process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    KafkaBroker.class.getName(), properties.toString()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The broker did not answer, see " + log);
            }
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("The broker has ended, see " + log);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address(), "request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000"))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that is in the topic once this one is among them. */
    List<ConsumerRecord<String, String>> recordsUntil(Predicate<ConsumerRecord<String, String>> last) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(), "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Awaited.holds("the last event in the topic", () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.stream().anyMatch(last);
            });
        }
        return records;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RealKafka.class));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
