package dev.serin.journal;

import java.io.IOException;
import java.sql.SQLException;

class PostgresqlGlanceTest extends GlanceTest {

    @Override
    Journal open(int keep) throws IOException, SQLException {
        return RealPostgresql.running().empty(keep).journal();
    }
}
