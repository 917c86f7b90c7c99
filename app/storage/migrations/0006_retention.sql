-- What is purged when its term is over, under which rule, and what is held back. Personal data stand in no column here;
-- `legal_holds.subject` is an acceptance's id or a document's keyed hash.

-- One row for each purge (清除证明); the audit trail names it. `digest` is SHA-256 over what was purged: its names and
-- the digests that stay. `counted_by` is the province's time by which the terms were counted.
CREATE TABLE purges (
    number        INTEGER PRIMARY KEY,
    purge_id      TEXT NOT NULL UNIQUE,
    class         TEXT NOT NULL,
    days          INTEGER NOT NULL CHECK (days >= 1),
    policy_digest TEXT NOT NULL,
    purged_at     INTEGER NOT NULL,
    counted_by    INTEGER NOT NULL,
    count         INTEGER NOT NULL CHECK (count >= 1),
    digest        TEXT NOT NULL
) STRICT;
CREATE TRIGGER purges_are_frozen BEFORE UPDATE ON purges
BEGIN
    SELECT RAISE(ABORT, 'a proof of a purge never changes');
END;
CREATE TRIGGER purges_are_kept BEFORE DELETE ON purges
BEGIN
    SELECT RAISE(ABORT, 'a proof of a purge is never deleted');
END;

-- `proven_at` is the province's own time in the verified receipt (for receipts of before it was kept, when it came).
-- `cleared` counts the classes that the record has lost: 1 images of people, 2 photos, 3 text.
ALTER TABLE outbox ADD COLUMN proven_at INTEGER;
ALTER TABLE outbox ADD COLUMN cleared INTEGER NOT NULL DEFAULT 0 CHECK (cleared BETWEEN 0 AND 3);
ALTER TABLE outbox ADD COLUMN text_purge INTEGER REFERENCES purges (number);
UPDATE outbox SET proven_at = delivered_at WHERE state = 'delivered';
CREATE INDEX outbox_retained ON outbox (cleared, kind, proven_at, sequence) WHERE state = 'delivered' AND cleared < 3;

-- The row of a purged file stays with its digest and receipt; its key is gone. `file_gone` is 0 until the file is, too.
ALTER TABLE evidence ADD COLUMN proven_at INTEGER;
ALTER TABLE evidence ADD COLUMN purge INTEGER REFERENCES purges (number);
ALTER TABLE evidence ADD COLUMN file_gone INTEGER NOT NULL DEFAULT 0 CHECK (file_gone IN (0, 1));
UPDATE evidence SET proven_at = delivered_at WHERE state = 'delivered';
CREATE INDEX evidence_to_remove ON evidence (number) WHERE purge IS NOT NULL AND file_gone = 0;

-- A record without its text: nobody's document is looked up by 'purged', and it does not count as without identity.
ALTER TABLE acceptances ADD COLUMN text_purge INTEGER REFERENCES purges (number);
ALTER TABLE acceptances ADD COLUMN text_purged_at INTEGER;
-- Children's records name a guardian: they are opened to find out where a person is named.
CREATE INDEX acceptances_of_children ON acceptances (number) WHERE restricted = 1;

-- Legal holds (依法保留): on one record, or on all of a person. A supervisor places and releases them; the row stays.
CREATE TABLE legal_holds (
    number         INTEGER PRIMARY KEY,
    hold_id        TEXT NOT NULL UNIQUE,
    scope          TEXT NOT NULL CHECK (scope IN ('record', 'person')),
    subject        TEXT NOT NULL,
    reason         TEXT NOT NULL,
    placed_by      TEXT NOT NULL,
    placed_at      INTEGER NOT NULL,
    released_by    TEXT,
    released_at    INTEGER,
    release_reason TEXT,
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
) STRICT;
CREATE UNIQUE INDEX legal_holds_in_force ON legal_holds (scope, subject) WHERE released_at IS NULL;

-- What was captured is what is sent, and stays until it is purged: once, after its receipt, and nothing else changes.
DROP TRIGGER acceptances_are_frozen;
CREATE TRIGGER acceptances_are_frozen BEFORE UPDATE ON acceptances
    WHEN OLD.text_purge IS NOT NULL OR NEW.text_purge IS NULL
      OR NEW.document_hash NOT IN ('', 'purged') OR NEW.phone_hash <> ''
      OR (NEW.number, NEW.acceptance_id, NEW.waybill_number, NEW.carrier, NEW.clerk, NEW.accepted_at, NEW.message_id,
          NEW.sending, NEW.restricted, NEW.item_category, NEW.mark)
         IS NOT (OLD.number, OLD.acceptance_id, OLD.waybill_number, OLD.carrier, OLD.clerk, OLD.accepted_at,
                 OLD.message_id, OLD.sending, OLD.restricted, OLD.item_category, OLD.mark)
      OR (SELECT state FROM outbox WHERE message_id = OLD.message_id) <> 'delivered'
BEGIN
    SELECT RAISE(ABORT, 'an accepted record never changes');
END;
DROP TRIGGER messages_are_frozen;
CREATE TRIGGER messages_are_frozen BEFORE UPDATE OF
    sequence, message_id, kind, urgent, schema_version, digest, previous_digest, subject_id, created_at ON outbox
BEGIN
    SELECT RAISE(ABORT, 'a queued message never changes');
END;
CREATE TRIGGER bodies_are_frozen BEFORE UPDATE OF body ON outbox
    WHEN OLD.state <> 'delivered' OR OLD.text_purge IS NOT NULL OR NEW.text_purge IS NULL OR NEW.body <> x''
BEGIN
    SELECT RAISE(ABORT, 'a queued message never changes');
END;
CREATE TRIGGER purged_messages_have_receipts BEFORE UPDATE OF cleared, text_purge ON outbox
    WHEN OLD.state <> 'delivered' OR NEW.cleared < OLD.cleared
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this message');
END;
DROP TRIGGER tied_evidence_is_frozen;
CREATE TRIGGER tied_evidence_is_frozen BEFORE UPDATE OF
    evidence_id, parcel_id, sha256, size, media_type, upload, created_at, message_sequence ON evidence
    WHEN OLD.message_sequence IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the evidence of a decided parcel never changes');
END;
CREATE TRIGGER keys_are_frozen BEFORE UPDATE OF wrapped_key ON evidence
    WHEN OLD.purge IS NOT NULL OR NEW.purge IS NULL OR NEW.wrapped_key <> x''
BEGIN
    SELECT RAISE(ABORT, 'the key of a file never changes');
END;
CREATE TRIGGER purged_evidence_has_receipts BEFORE UPDATE OF purge ON evidence
    WHEN OLD.purge IS NOT NULL OR (OLD.upload = 1 AND OLD.state <> 'delivered')
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this file');
END;
