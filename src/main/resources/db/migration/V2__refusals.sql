-- One row for each thing that a person wanted of a canary and did not get.
CREATE TABLE refusal (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    time       TEXT NOT NULL, -- ISO 8601, UTC
    namespace  TEXT NOT NULL,
    name       TEXT NOT NULL,
    person     TEXT NOT NULL,
    order_word TEXT NOT NULL,
    reason     TEXT NOT NULL
);

CREATE INDEX refusal_by_canary ON refusal (namespace, name, sequence);
