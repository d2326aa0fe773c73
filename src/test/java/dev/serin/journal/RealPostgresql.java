package dev.serin.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import dev.serin.release.FreePort;
import dev.serin.secret.Certificate;

/**
 * A real PostgreSQL on a free port of the loopback address, one for all tests of a run; each test has a database of its own.
 */
public final class RealPostgresql {

    public static final String USER = "serin";
    public static final String PASSWORD = "hunter2-of-the-database";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final List<String> TABLES = List.of("entry", "leg", "refusal", "refused_call");

    /** The server refuses to run as root. */
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private static RealPostgresql running;

    private final int port;
    private final Path authority;
    private final AtomicInteger databases = new AtomicInteger();

    private RealPostgresql(int port, Path authority) {
        this.port = port;
        this.authority = authority;
    }

    /** Starts it when it is first needed; it ends with the process. */
    public static synchronized RealPostgresql running() throws IOException {
        if (running == null) {
            running = start();
        }
        return running;
    }

    private static RealPostgresql start() throws IOException {
        Path programs = programs();
        Path folder = Path.of(run("mktemp", "-d", "/tmp/serin-postgresql-XXXXXX").strip());
        Certificate certificate = new Certificate(Files.createTempDirectory("postgresql-certificate"));
        write(folder.resolve("password"), PASSWORD);
        Path pem = folder.resolve("server.pem");
        write(pem, certificate.pem());
        run(programs.resolve("initdb").toString(), "-D", folder + "/data", "-U", USER, "-A", "scram-sha-256",
                "--pwfile=" + folder + "/password", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        int port = FreePort.find();
        Path control = programs.resolve("pg_ctl");
        run(control.toString(), "-D", folder + "/data", "-w", "-l", folder + "/log", "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c max_connections=200 -c ssl=on"
                        + " -c ssl_key_file=" + pem + " -c ssl_cert_file=" + pem,
                "start");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(control, folder)));
        return new RealPostgresql(port, certificate.authority());
    }

    /** The server reads nothing that others may read. */
    private static void write(Path file, String text) throws IOException {
        run("sh", "-c", "umask 077; printf '%s' '" + text + "' > " + file);
    }

    private static Path programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            throw new IllegalStateException("These tests need PostgreSQL: apt-get install -y postgresql");
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin")).filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder()).orElseThrow(
                            () -> new IllegalStateException("These tests need PostgreSQL: apt-get install -y postgresql"));
        }
    }

    private static void stop(Path control, Path folder) {
        try {
            run(control.toString(), "-D", folder + "/data", "-m", "immediate", "stop");
            run("rm", "-r", folder.toString());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String run(String... command) throws IOException {
        List<String> all = new ArrayList<>(IS_ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
        all.addAll(List.of(command));
        Path output = Files.createTempFile("postgresql", ".out");
        Process process = new ProcessBuilder(all).directory(Path.of("/tmp").toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        String said = await(process, output);
        if (process.exitValue() != 0) {
            throw new IOException(command[0] + " failed: " + said);
        }
        return said;
    }

    /** The output goes to a file, since the server that pg_ctl leaves behind would hold a pipe open. */
    private static String await(Process process, Path output) throws IOException {
        try {
            process.waitFor();
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        } finally {
            Files.delete(output);
        }
    }

    /** The name of a new, empty database. */
    public String create() throws SQLException {
        String name = "journal" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return name;
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Over TLS, for a client that makes sure of whom it speaks to. */
    public String secureUrl(String database) {
        return secureUrl(database, authority);
    }

    String secureUrl(String database, Path trusted) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?sslmode=verify-full&sslrootcert=" + trusted;
    }

    /** As its administrator. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    OpenedJournal empty(int keep) throws SQLException {
        return open(create(), keep);
    }

    /** As a replica that has just started opens it. */
    OpenedJournal open(String database, int keep) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(USER);
        source.setPassword(PASSWORD);
        SqlJournal.Store store = new MigratedStore(new ImpatientPool(source),
                Flyway.configure().dataSource(source).locations("db/postgresql").load(), System::nanoTime);
        return new OpenedJournal(new SqlJournal(store, new Kept(keep)), store, " CASCADE", () -> everything(store));
    }

    private static String everything(SqlJournal.Store store) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = store.connect(); Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t");
                while (rows.next()) {
                    all.append(rows.getString(1)).append('\n');
                }
            }
        }
        return all.toString();
    }
}
