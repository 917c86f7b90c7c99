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
