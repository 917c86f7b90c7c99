-- Paper forms (补录) whose parcels an incident has frozen: no acceptances, and not typed in again.
CREATE TABLE late_forms_frozen (
    form_number TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TRIGGER late_forms_frozen_are_kept BEFORE DELETE ON late_forms_frozen
BEGIN
    SELECT RAISE(ABORT, 'a frozen form is never forgotten');
END;

-- A correction that was returned, and whose record has its receipt all the same, is settled: its text goes with the
-- record's, and from then on it is not sent any more.
DROP TRIGGER messages_wait_for_receipt;
CREATE TRIGGER messages_wait_for_receipt BEFORE DELETE ON outbox
    WHEN OLD.state <> 'delivered' AND NOT (OLD.state = 'rejected' AND EXISTS (
        SELECT 1 FROM corrections AS made JOIN outbox AS record ON record.message_id = made.original_id
        WHERE made.message_id = OLD.message_id AND record.state = 'delivered'))
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this message');
END;
CREATE TRIGGER purged_messages_are_not_sent BEFORE UPDATE OF state ON outbox
    WHEN OLD.text_purge IS NOT NULL AND NEW.state IN ('pending', 'leased')
BEGIN
    SELECT RAISE(ABORT, 'nothing is left of this message');
END;
