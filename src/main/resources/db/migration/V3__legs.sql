-- What the page of all canaries needs, kept beside the entries so that it need not read a document of each. Neighbouring entries of a
-- canary that decide the same are one leg: a release has some dozen of them. A run is one way of a release from its first weight to its end.
CREATE TABLE leg (
    first        INTEGER PRIMARY KEY, -- the sequence of its first entry
    last         INTEGER NOT NULL,
    namespace    TEXT NOT NULL,
    name         TEXT NOT NULL,
    run          INTEGER NOT NULL,
    release      TEXT NOT NULL,
    analysis     INTEGER NOT NULL, -- 1 while Flagger analyses the canary
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
    observation ->> '$.release' AS release,
    observation ->> '$.canary.phase' IN ('Progressing', 'WaitingPromotion') AS analysis,
    observation ->> '$.canary.phase' AS phase,
    observation ->> '$.canary.weight' AS weight,
    observation -> '$.canary.stepWeights' AS step_weights,
    ruling ->> '$.decision.from' AS came_from,
    coalesce(ruling ->> '$.decision.to',
        CASE action WHEN 'rollback' THEN 0 WHEN 'hold' THEN ruling ->> '$.decision.from' ELSE 100 END) AS target,
    ruling ->> '$.decision.reason' AS reason
FROM entry;

-- What is there already: each entry is a leg of its own, and all of a release are one run.
INSERT INTO leg
SELECT sequence, sequence, namespace, name, dense_rank() OVER (PARTITION BY namespace, name ORDER BY release), release, analysis, phase,
    weight, weight, step_weights, action, came_from, target, time, time, reason, reason, change, change
FROM entry_as_leg
WHERE sequence IN (SELECT sequence FROM (
    SELECT sequence, row_number() OVER (PARTITION BY namespace, name ORDER BY sequence DESC) AS place FROM entry) WHERE place <= 60);

-- A new entry goes on with the leg before it or begins one.
CREATE TRIGGER entry_opened AFTER INSERT ON entry
BEGIN
    INSERT INTO leg
    SELECT e.sequence, e.sequence, e.namespace, e.name,
        coalesce(p.run + (p.release <> e.release OR (e.analysis AND NOT p.analysis)), 1),
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
END;

CREATE TRIGGER entry_closed AFTER UPDATE OF change ON entry
BEGIN
    UPDATE leg SET first_change = NEW.change WHERE first = NEW.sequence;
    UPDATE leg SET last_change = NEW.change WHERE last = NEW.sequence;
END;

CREATE TRIGGER entry_forgotten AFTER DELETE ON entry
BEGIN
    DELETE FROM leg WHERE last = OLD.sequence;
END;
