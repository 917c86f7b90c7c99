-- What was done about records that the province returned. Personal data stand in `corrections.changes` only, which is
-- emptied when the record's text is purged.

-- One row for each correction message. `changes` is JSON: the new values by pointer, and the salt that proves the old.
CREATE TABLE corrections (
    message_id   TEXT PRIMARY KEY REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    original_id  TEXT NOT NULL REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    reason       TEXT NOT NULL,
    clerk        TEXT NOT NULL,
    supervisor   TEXT,
    corrected_at INTEGER NOT NULL,
    changes      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_original ON corrections (original_id);
CREATE TRIGGER corrections_are_frozen BEFORE UPDATE ON corrections
    WHEN (NEW.message_id, NEW.original_id, NEW.reason, NEW.clerk, NEW.supervisor, NEW.corrected_at)
         IS NOT (OLD.message_id, OLD.original_id, OLD.reason, OLD.clerk, OLD.supervisor, OLD.corrected_at)
      OR NEW.changes <> x''
      OR (SELECT text_purge FROM outbox WHERE message_id = OLD.original_id) IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a correction never changes');
END;
CREATE TRIGGER corrections_are_kept BEFORE DELETE ON corrections
BEGIN
    SELECT RAISE(ABORT, 'a correction is never deleted');
END;

-- A supervisor's word that something returned is not sent again; the row stays when it is taken up.
CREATE TABLE repairs_given_up (
    number      INTEGER PRIMARY KEY,
    subject     TEXT NOT NULL CHECK (subject IN ('message', 'evidence')),
    identifier  TEXT NOT NULL,
    reason      TEXT NOT NULL,
    supervisor  TEXT NOT NULL,
    given_up_at INTEGER NOT NULL,
    taken_up_at INTEGER
) STRICT;
CREATE UNIQUE INDEX repairs_given_up_now ON repairs_given_up (subject, identifier) WHERE taken_up_at IS NULL;
CREATE TRIGGER repairs_given_up_are_kept BEFORE DELETE ON repairs_given_up
BEGIN
    SELECT RAISE(ABORT, 'what was given up is never forgotten');
END;
