-- One row for the calls of a minute without a credential that Serin knows, to one door and from one source.
CREATE TABLE refused_call (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    first_time TEXT NOT NULL, -- ISO 8601, UTC
    last_time  TEXT NOT NULL,
    door       TEXT NOT NULL,
    source     TEXT NOT NULL,
    calls      INTEGER NOT NULL
);
