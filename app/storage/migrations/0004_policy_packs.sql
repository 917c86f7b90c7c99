-- Policy packs that the province offered, and what it tells this outlet. Neither holds personal data about senders.

-- Taken packs are kept for good, signed as they came: records name the digest of the rules they were made under. Of a
-- refused offer only its name stays; `digest` is then the pack's own, or the token's where it could not be believed.
CREATE TABLE policy_packs (
    digest         TEXT NOT NULL,
    version        TEXT NOT NULL,
    effective_from TEXT,
    state          TEXT NOT NULL CHECK (state IN ('kept', 'in_force', 'replaced', 'refused')),
    reason         TEXT NOT NULL DEFAULT '',
    received_at    INTEGER NOT NULL,
    in_force_since INTEGER,
    jws            TEXT,
    PRIMARY KEY (digest, reason),
    CHECK ((state = 'refused') = (reason <> '')),
    CHECK (state = 'refused' OR (effective_from IS NOT NULL AND jws IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX policy_pack_in_force ON policy_packs (state) WHERE state = 'in_force';

-- What the province told, in its order; the highest cursor is how far it was fetched. Kinds are open.
CREATE TABLE changes (
    cursor    INTEGER PRIMARY KEY CHECK (cursor >= 1),
    kind      TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    body      TEXT NOT NULL,
    jws       TEXT NOT NULL,
    taken_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_by_kind ON changes (kind, cursor);

-- A spot check draws from the messages of a period (the message's own time).
CREATE INDEX outbox_by_time ON outbox (created_at);
