package dev.serin.journal;

import java.sql.SQLException;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;

import org.flywaydb.core.Flyway;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;

/** Opens the journal where the configuration says. Both stores are built in, and only one is ever asked for. */
@ApplicationScoped
class JournalStores {

    private static final String POSTGRESQL = "postgresql";

    private final JournalConfig config;
    private final SqlJournal.Store store;

    JournalStores(JournalConfig config, InjectableInstance<AgroalDataSource> file, InjectableInstance<Flyway> tables,
            @DataSource(POSTGRESQL) InjectableInstance<AgroalDataSource> database,
            @FlywayDataSource(POSTGRESQL) InjectableInstance<Flyway> migrations) {
        this.config = config;
        this.store = isShared(config) ? new MigratedStore(new ImpatientPool(database.get()), migrations.get(), System::nanoTime)
                : new MigratedStore(file.get()::getConnection, tables.get(), System::nanoTime);
    }

    private static boolean isShared(JournalConfig config) {
        return config.store() == JournalConfig.StoreKind.POSTGRESQL;
    }

    /**
     * The tables are made beside the start: Serin answers before, and brakes.
     *
     * @throws InvalidField when the address is missing or carries a password
     */
    void open(@Observes StartupEvent start) {
        if (isShared(config)) {
            check(config.postgresql().url().orElse(""));
        }
        new Thread(this::connect, "serin-journal").start();
    }

    private static void check(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new InvalidField("serin.journal.postgresql.url", "is missing or of another kind",
                    "set jdbc:postgresql://host/database");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new InvalidField("serin.journal.postgresql.url", "carries a password",
                    "put it into the file of serin.journal.postgresql.password-file");
        }
    }

    /**
     * A database may be away for now, and its tables are made with the first call that reaches it; a file is there or never
     * will.
     */
    private void connect() {
        try {
            store.connect().close();
        } catch (SQLException away) {
            unusable(away.getSQLState() == null ? away.getMessage() : "SQL state " + away.getSQLState());
        } catch (Outage noPassword) {
            unusable(noPassword.getMessage());
        }
    }

    private void unusable(String reason) {
        if (isShared(config)) {
            Log.warnf("The journal's database cannot be used yet (%s): Serin brakes, but holds until it can", reason);
        } else {
            Log.errorf(
                    "The journal cannot be opened (%s): Serin stops. Let serin.journal.file name a file that it may write and"
                            + " that no later version has used",
                    reason);
            Quarkus.asyncExit(1);
        }
    }

    @Produces
    @ApplicationScoped
    Journal journal() {
        return new SqlJournal(store, config);
    }
}
