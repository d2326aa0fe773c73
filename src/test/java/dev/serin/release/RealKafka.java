package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.serin.secret.Certificate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A real Kafka broker in a process of its own, with KRaft and one node, over TLS with a certificate of a private authority.
 * Serin knows its address before it runs.
 */
public final class RealKafka implements QuarkusTestResourceLifecycleManager {

    static final String TOPIC = "releases";

    private static final Duration START_MAX = Duration.ofMinutes(3);

    private static final String PROPERTIES = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=SSL://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=SSL://localhost:%1$d
            listener.security.protocol.map=SSL:SSL,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=SSL
            ssl.keystore.location=%4$s
            ssl.keystore.password=%5$s
            ssl.keystore.type=PKCS12
            ssl.truststore.location=%6$s
            ssl.truststore.type=PEM
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            num.partitions=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0
            """;

    private int port;
    private Certificate certificate;
    private Process process;
    private Path log;

    @Override
    public Map<String, String> start() {
        port = FreePort.find();
        certificate = certified();
        Map<String, String> configuration = new TreeMap<>(Map.of("serin.events.connector", "smallrye-kafka",
                "serin.events.topic", TOPIC, "kafka.delivery.timeout.ms", "600000"));
        client().forEach((key, value) -> configuration.put("kafka." + key, value.toString()));
        return configuration;
    }

    private static Certificate certified() {
        try {
            return new Certificate(Files.createTempDirectory("kafka-certificate"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each client has to be told: where the broker is, and whose word it may take for that. */
    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", "localhost:" + port, "security.protocol", "SSL", "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.authority().toString());
    }

    private Map<String, Object> client(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(client());
        all.putAll(more);
        return all;
    }

    /** Returns when it answers. */
    void run() {
        try {
            Path folder = Files.createTempDirectory("serin-kafka");
            Path properties = Files.writeString(folder.resolve("server.properties"),
                    PROPERTIES.formatted(port, FreePort.find(), folder.resolve("data"), certificate.store(),
                            Certificate.PASSWORD, certificate.authority()));
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
        try (Admin admin = Admin.create(client(Map.of("request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000")))) {
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
                client(Map.of("group.id", "test", "auto.offset.reset", "earliest")),
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
