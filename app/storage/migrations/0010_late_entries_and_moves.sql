-- Acceptances that were typed in from paper (补录): one row for each form. `accepted_at` is the time on the paper, which
-- the acceptance has as well; its message was made at `entered_at`.
CREATE TABLE late_entries (
    form_number   TEXT PRIMARY KEY,
    acceptance_id TEXT NOT NULL UNIQUE,
    message_id    TEXT NOT NULL UNIQUE,
    accepted_at   INTEGER NOT NULL,
    entered_at    INTEGER NOT NULL,
    outage_id     TEXT,
    reason        TEXT NOT NULL,
    CHECK (entered_at >= accepted_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX late_entries_by_time ON late_entries (accepted_at, reason);
CREATE TRIGGER late_entries_are_frozen BEFORE UPDATE ON late_entries
BEGIN
    SELECT RAISE(ABORT, 'a late entry never changes');
END;

-- The store on its way to another PC. `begun`: files are being written, the store goes on as it is. `out`: the files are
-- whole, and this copy makes nothing any more. `in`: this copy has arrived on its new PC, and goes on.
CREATE TABLE moves (
    number  INTEGER PRIMARY KEY,
    move_id TEXT NOT NULL,
    step    TEXT NOT NULL CHECK (step IN ('begun', 'out', 'in')),
    at      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER moves_stay BEFORE DELETE ON moves
BEGIN
    SELECT RAISE(ABORT, 'a move is never forgotten');
END;
CREATE TRIGGER moved_stores_make_no_message BEFORE INSERT ON outbox
    WHEN (SELECT step FROM moves ORDER BY number DESC LIMIT 1) = 'out'
BEGIN
    SELECT RAISE(ABORT, 'this store has moved to another PC');
END;
CREATE TRIGGER moved_stores_note_nothing BEFORE INSERT ON audit
    WHEN (SELECT step FROM moves ORDER BY number DESC LIMIT 1) = 'out'
BEGIN
    SELECT RAISE(ABORT, 'this store has moved to another PC');
END;
