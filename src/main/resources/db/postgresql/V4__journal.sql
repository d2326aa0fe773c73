-- What db/migration makes for SQLite up to the same version, for several replicas that write at once. Names sort as in SQLite.
CREATE SEQUENCE entry_sequence;

CREATE TABLE entry (
    sequence    BIGINT PRIMARY KEY, -- given by a trigger
    time        TEXT NOT NULL, -- ISO 8601, UTC
    namespace   TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
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

CREATE INDEX entry_unsettled ON entry (sequence)
    WHERE outcome IS NULL OR (outcome = 'failed' AND action = 'rollback');

CREATE TABLE refusal (
    sequence   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    time       TEXT NOT NULL, -- ISO 8601, UTC
    namespace  TEXT COLLATE "C" NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    person     TEXT NOT NULL,
    order_word TEXT NOT NULL,
    reason     TEXT NOT NULL
);

CREATE INDEX refusal_by_canary ON refusal (namespace, name, sequence);

CREATE TABLE refused_call (
    sequence   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_time TEXT NOT NULL, -- ISO 8601, UTC
    last_time  TEXT NOT NULL,
    door       TEXT NOT NULL,
    source     TEXT NOT NULL,
    calls      BIGINT NOT NULL
);

CREATE TABLE leg (
    first        BIGINT PRIMARY KEY, -- the sequence of its first entry
    last         BIGINT NOT NULL,
    namespace    TEXT COLLATE "C" NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    run          INTEGER NOT NULL,
    release      TEXT NOT NULL,
    analysis     BOOLEAN NOT NULL, -- while Flagger analyses the canary
    phase        TEXT NOT NULL,    -- at the last entry, as are the other states
    weight       INTEGER NOT NULL, -- at the first entry, in percent
    last_weight  INTEGER NOT NULL,
    step_weights TEXT NOT NULL,    -- a JSON array
    action       TEXT NOT NULL,
    came_from    INTEGER NOT NULL, -- at the first entry, in percent
    target       INTEGER NOT NULL,
    first_time   TEXT NOT NULL,
    last_time    TEXT NOT NULL,
    first_reason TEXT NOT NULL,
    last_reason  TEXT NOT NULL,
    first_change TEXT, -- what became of the first entry; null while it is open
    last_change  TEXT
);

CREATE INDEX leg_by_canary ON leg (namespace, name, first);

CREATE INDEX leg_by_last ON leg (last);

-- What an entry would be as a leg of its own; weights that a decision does not name are those that its action means.
CREATE VIEW entry_as_leg AS
SELECT sequence, namespace, name, time, action, change,
    observation::json ->> 'release' AS release,
    observation::json #>> '{canary,phase}' IN ('Progressing', 'WaitingPromotion') AS analysis,
    observation::json #>> '{canary,phase}' AS phase,
    (observation::json #>> '{canary,weight}')::integer AS weight,
    observation::json #>> '{canary,stepWeights}' AS step_weights,
    (ruling::json #>> '{decision,from}')::integer AS came_from,
    coalesce((ruling::json #>> '{decision,to}')::integer,
        CASE action WHEN 'rollback' THEN 0 WHEN 'hold' THEN (ruling::json #>> '{decision,from}')::integer ELSE 100 END) AS target,
    ruling::json #>> '{decision,reason}' AS reason
FROM entry;

-- Entries of one canary are numbered one after the other, whichever replica writes them: what a leg is hangs on the one before.
CREATE FUNCTION number_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.namespace || '/' || NEW.name, 0));
    NEW.sequence := nextval('entry_sequence');
    RETURN NEW;
END $$;

CREATE TRIGGER entry_numbered BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION number_entry();

-- A new entry goes on with the leg before it or begins one.
CREATE FUNCTION add_leg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO leg
    SELECT e.sequence, e.sequence, e.namespace, e.name,
        coalesce(p.run + CASE WHEN p.release <> e.release OR (e.analysis AND NOT p.analysis) THEN 1 ELSE 0 END, 1),
        e.release, e.analysis, e.phase, e.weight, e.weight, e.step_weights, e.action, e.came_from, e.target, e.time, e.time, e.reason, e.reason,
        e.change, e.change
    FROM entry_as_leg e
    LEFT JOIN leg p ON p.first = (SELECT max(first) FROM leg WHERE namespace = NEW.namespace AND name = NEW.name)
    WHERE e.sequence = NEW.sequence;

    UPDATE leg SET last = n.last, phase = n.phase, last_weight = n.last_weight, step_weights = n.step_weights, last_time = n.last_time, last_reason = n.last_reason,
        last_change = NULL
    FROM leg n
    WHERE n.first = NEW.sequence
        AND leg.first = (SELECT max(first) FROM leg WHERE namespace = NEW.namespace AND name = NEW.name AND first < NEW.sequence)
        AND leg.run = n.run AND leg.analysis = n.analysis AND leg.action = n.action AND leg.target = n.target
        AND (n.action <> 'hold' OR leg.weight = n.weight);

    DELETE FROM leg WHERE first = NEW.sequence
        AND EXISTS (SELECT 1 FROM leg earlier WHERE earlier.last = NEW.sequence AND earlier.first < NEW.sequence);

    DELETE FROM leg WHERE namespace = NEW.namespace AND name = NEW.name AND first <= (
        SELECT first FROM leg WHERE namespace = NEW.namespace AND name = NEW.name ORDER BY first DESC LIMIT 1 OFFSET 60);
    RETURN NULL;
END $$;

CREATE TRIGGER entry_opened AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION add_leg();

CREATE FUNCTION close_leg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE leg SET first_change = NEW.change WHERE first = NEW.sequence;
    UPDATE leg SET last_change = NEW.change WHERE last = NEW.sequence;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_closed AFTER UPDATE OF change ON entry FOR EACH ROW EXECUTE FUNCTION close_leg();

CREATE FUNCTION forget_leg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM leg WHERE last = OLD.sequence;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_forgotten AFTER DELETE ON entry FOR EACH ROW EXECUTE FUNCTION forget_leg();
