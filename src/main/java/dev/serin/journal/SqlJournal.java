package dev.serin.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.canary.Person;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;
import io.quarkus.logging.Log;

/**
 * The journal in a SQLite file or a PostgreSQL database, by the same statements. Each call is one outside a transaction: when
 * it returns it is on the disk (SQLite's {@code synchronous=FULL}), so an opened entry survives a crash of Serin and of the
 * machine.
 */
public class SqlJournal implements Journal {

    private static final int WRITES_BETWEEN_PRUNINGS = 100;

    private static final String[] KEY = { "sequence" };

    private static final String INSERT = """
            INSERT INTO entry (time, namespace, name, decision_id, action, cause, observation, ruling)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CLOSE = """
            UPDATE entry SET change = ?, outcome = ?
            WHERE sequence = ? AND (outcome IS NULL OR outcome = 'failed' OR outcome = 'overtaken' AND 'committed' = ?)""";

    private static final String SELECT = "SELECT sequence, time, cause, observation, ruling, change FROM entry ";

    private static final String UNSETTLED = "outcome IS NULL OR (outcome = 'failed' AND action = 'rollback')";

    private static final String PRUNE = """
            DELETE FROM entry WHERE sequence IN (
                SELECT sequence FROM (
                    SELECT sequence, row_number() OVER (PARTITION BY namespace, name ORDER BY sequence DESC) AS place
                    FROM entry) AS placed
                WHERE place > ?)
            AND NOT coalesce(%s, FALSE)""".formatted("(" + UNSETTLED + ")");

    /** The newest leg of each canary with the one that tells and the weights of its run, see the migration V3. */
    private static final String GLANCES = """
            SELECT newest.namespace, newest.name, newest.release, newest.phase, newest.step_weights, newest.last_weight,
                telling.first, telling.last, telling.action, telling.came_from, telling.target, telling.first_time,
                telling.last_time, telling.first_reason, telling.last_reason, telling.first_change, telling.last_change,
                (SELECT string_agg(first_time || ' ' || weight, ',') FROM (SELECT first_time, weight FROM leg
                    WHERE namespace = newest.namespace AND name = newest.name AND run = newest.run ORDER BY first) AS run)
                    AS path
            FROM (SELECT max(first) AS first FROM leg GROUP BY namespace, name) place
            JOIN leg newest ON newest.first = place.first
            JOIN leg telling ON telling.first = coalesce((SELECT max(candidate.first) FROM leg candidate
                WHERE candidate.namespace = newest.namespace AND candidate.name = newest.name
                AND newest.phase IN ('Succeeded', 'Failed') AND candidate.analysis AND candidate.action <> 'reset'),
                newest.first)
            ORDER BY newest.namespace, newest.name""";

    private static final String REFUSE = "INSERT INTO refusal (time, namespace, name, person, order_word, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?)";

    private static final String REFUSALS = "SELECT time, person, order_word, reason FROM refusal"
            + " WHERE namespace = ? AND name = ? ORDER BY sequence DESC LIMIT ?";

    private static final String PRUNE_REFUSALS = """
            DELETE FROM refusal WHERE sequence IN (
                SELECT sequence FROM (
                    SELECT sequence, row_number() OVER (PARTITION BY namespace, name ORDER BY sequence DESC) AS place
                    FROM refusal) AS placed
                WHERE place > ?)""";

    private static final String REFUSE_CALLS = "INSERT INTO refused_call (first_time, last_time, door, source, calls)"
            + " VALUES (?, ?, ?, ?, ?)";

    private static final String REFUSED_CALLS = "SELECT first_time, last_time, door, source, calls FROM refused_call"
            + " ORDER BY sequence DESC LIMIT ?";

    private static final String PRUNE_REFUSED_CALLS = """
            DELETE FROM refused_call WHERE sequence <= (
                SELECT sequence FROM refused_call ORDER BY sequence DESC LIMIT 1 OFFSET ?)""";

    /** Where connections come from. */
    interface Store {

        Connection connect() throws SQLException;
    }

    /** What one row becomes; nothing where it cannot be read. */
    private interface Row<T> {

        Optional<T> read(ResultSet row) throws SQLException;
    }

    private final Store store;
    private final JournalConfig config;
    private final Documents documents = new Documents();
    private final AtomicLong written = new AtomicLong();

    SqlJournal(Store store, JournalConfig config) {
        this.store = store;
        this.config = config;
    }

    /** The time of an entry is the observation's: the decision is made on it, without a clock of its own. */
    @Override
    public Entry open(Trigger trigger, Observation observation, Ruling ruling) {
        Entry entry = new Entry(0, observation.time(), Documents.withoutSecrets(trigger),
                Documents.withoutSecrets(observation), ruling, Optional.empty());
        long sequence = write(INSERT, columnsOf(entry));
        pruneSometimes();
        return new Entry(sequence, entry.time(), entry.trigger(), entry.observation(), ruling, entry.change());
    }

    private Object[] columnsOf(Entry entry) {
        Ruling ruling = entry.ruling();
        return new Object[] { entry.time().toString(), ruling.canary().namespace(), ruling.canary().name(), ruling.id(),
                ruling.decision().action().word(), documents.write(entry.trigger()), documents.write(entry.observation()),
                documents.write(ruling) };
    }

    @Override
    public void close(Entry entry, Change change) {
        String document = documents.write(change);
        String kind = documents.kind(document);
        write(CLOSE, document, kind, entry.sequence(), kind);
    }

    @Override
    public List<Entry> unsettled() {
        return read(SELECT + "WHERE " + UNSETTLED + " ORDER BY sequence");
    }

    @Override
    public List<Entry> newest(CanaryRef canary, int limit) {
        return read(SELECT + "WHERE namespace = ? AND name = ? ORDER BY sequence DESC LIMIT ?",
                canary.namespace(), canary.name(), limit);
    }

    @Override
    public List<Entry> entries(List<Long> sequences) {
        return sequences.isEmpty() ? List.of()
                : read(SELECT + "WHERE sequence IN (" + "?, ".repeat(sequences.size() - 1) + "?) ORDER BY namespace, name",
                        sequences.toArray());
    }

    @Override
    public List<Glance> glances() {
        return read(GLANCES, this::glance);
    }

    private Optional<Glance> glance(ResultSet row) throws SQLException {
        CanaryRef canary = new CanaryRef(row.getString("namespace"), row.getString("name"));
        try {
            return Optional.of(new Glance(canary, new Release(row.getString("release")), Phase.of(row.getString("phase")),
                    new Weight(row.getInt("last_weight")), documents.numbers(row.getString("step_weights")),
                    path(row.getString("path")), telling(row)));
        } catch (JsonProcessingException | DateTimeException | InvalidField unreadable) {
            Log.warnf("canary=%s is passed over, its newest decision cannot be read: %s", canary,
                    unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** @param points {@code 2025-03-01T12:00:00Z 5,2025-03-01T12:01:00Z 20}: time and percent, oldest first */
    private static List<Glance.Point> path(String points) {
        return Arrays.stream(points.split(",")).map(point -> point.split(" "))
                .map(point -> new Glance.Point(Instant.parse(point[0]).truncatedTo(ChronoUnit.SECONDS),
                        new Weight(Integer.parseInt(point[1]))))
                .toList();
    }

    private Glance.Telling telling(ResultSet row) throws SQLException, JsonProcessingException {
        Action action = Action.of(row.getString("action"));
        String side = action == Action.HOLD ? "last" : "first";
        return new Glance.Telling(row.getLong(side), Instant.parse(row.getString(side + "_time")), action,
                new Weight(row.getInt("came_from")), new Weight(row.getInt("target")), row.getString(side + "_reason"),
                change(row.getString(side + "_change")));
    }

    /** The newest, should the same decision have been recorded twice. */
    @Override
    public Optional<Entry> find(String decisionId) {
        return read(SELECT + "WHERE decision_id = ? ORDER BY sequence DESC LIMIT 1", decisionId).stream().findFirst();
    }

    @Override
    public void refused(Refusal refusal) {
        write(REFUSE, refusal.time().toString(), refusal.canary().namespace(), refusal.canary().name(),
                refusal.person().name(), refusal.order(), refusal.reason());
        pruneSometimes();
    }

    @Override
    public List<Refusal> refusals(CanaryRef canary, int limit) {
        return read(REFUSALS, rows -> Optional.of(refusal(canary, rows)), canary.namespace(), canary.name(), limit);
    }

    private static Refusal refusal(CanaryRef canary, ResultSet row) throws SQLException {
        return new Refusal(Instant.parse(row.getString("time")), new Person(row.getString("person")), canary,
                row.getString("order_word"), row.getString("reason"));
    }

    @Override
    public void refused(RefusedCalls calls) {
        write(REFUSE_CALLS, calls.first().toString(), calls.last().toString(), calls.door(), calls.source(), calls.count());
        pruneSometimes();
    }

    @Override
    public List<RefusedCalls> refusedCalls(int limit) {
        return read(REFUSED_CALLS, row -> Optional.of(new RefusedCalls(Instant.parse(row.getString("first_time")),
                Instant.parse(row.getString("last_time")), row.getString("door"), row.getString("source"),
                row.getLong("calls"))), limit);
    }

    /** Failing to forget does not undo what was recorded. */
    private void pruneSometimes() {
        if (written.incrementAndGet() % WRITES_BETWEEN_PRUNINGS == 0) {
            try {
                write(PRUNE, config.keep());
                write(PRUNE_REFUSALS, config.keepRefusals());
                write(PRUNE_REFUSED_CALLS, config.keepRefusedCalls());
            } catch (Outage outage) {
                Log.warn("Old journal entries could not be removed; the next pruning tries again", outage);
            }
        }
    }

    /** Runs one change and returns the key it generated, 0 where it generated none. */
    private long write(String sql, Object... parameters) {
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement(sql, KEY)) {
            bind(statement, parameters);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? keys.getLong(1) : 0;
            }
        } catch (SQLException failure) {
            throw new Outage("The journal cannot be written", failure);
        }
    }

    private List<Entry> read(String sql, Object... parameters) {
        return read(sql, this::entry, parameters);
    }

    private <T> List<T> read(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, row);
            }
        } catch (SQLException failure) {
            throw new Outage("The journal cannot be read", failure);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static <T> List<T> all(ResultSet rows, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            row.read(rows).ifPresent(all::add);
        }
        return all;
    }

    /** A row that an incompatible version wrote must not hide the others. */
    private Optional<Entry> entry(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        try {
            return Optional.of(new Entry(sequence, Instant.parse(row.getString("time")),
                    documents.read(row.getString("cause"), Trigger.class),
                    documents.read(row.getString("observation"), Observation.class),
                    documents.read(row.getString("ruling"), Ruling.class), change(row.getString("change"))));
        } catch (JsonProcessingException | DateTimeException unreadable) {
            Log.warnf("Journal entry %d is passed over, it cannot be read: %s", sequence,
                    unreadable.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<Change> change(String document) throws JsonProcessingException {
        return document == null ? Optional.empty() : Optional.of(documents.read(document, Change.class));
    }
}
