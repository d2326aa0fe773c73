-- One row a decision. What is searched for has a column; the rest are JSON documents, so that a new field needs no migration.
CREATE TABLE entry (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    time        TEXT NOT NULL, -- ISO 8601, UTC
    namespace   TEXT NOT NULL,
    name        TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    action      TEXT NOT NULL,
    cause       TEXT NOT NULL, -- the trigger, without the metadata of its hook
    observation TEXT NOT NULL,
    ruling      TEXT NOT NULL,
    outcome     TEXT,          -- the kind of change; null while the entry is open
    change      TEXT
);

CREATE INDEX entry_by_canary ON entry (namespace, name, sequence);

CREATE INDEX entry_by_decision ON entry (decision_id);

-- The same condition stands in the query for unsettled entries: asked at every call, and nearly always empty.
CREATE INDEX entry_unsettled ON entry (sequence)
    WHERE outcome IS NULL OR (outcome = 'failed' AND action = 'rollback');
