-- The schema after all migrations, for readers; the program runs the migrations. Written by a test tool.

CREATE TABLE applied_migrations (
    number     INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE parcels (
    parcel_id TEXT PRIMARY KEY,
    state     TEXT NOT NULL CHECK (state IN ('open', 'parked')),
    opened_at INTEGER NOT NULL,
    snapshot  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    sequence         INTEGER PRIMARY KEY CHECK (sequence >= 1),
    message_id       TEXT NOT NULL UNIQUE,
    kind             TEXT NOT NULL,
    urgent           INTEGER NOT NULL CHECK (urgent = (kind IN ('incident', 'interruption'))),
    schema_version   INTEGER NOT NULL CHECK (schema_version >= 1),
    digest           TEXT NOT NULL,
    previous_digest  TEXT NOT NULL,
    subject_id       TEXT NOT NULL,
    created_at       INTEGER NOT NULL,
    state            TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'leased', 'delivered', 'rejected')),
    attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before       INTEGER,
    leased_until     INTEGER,
    due_at           INTEGER DEFAULT 0,
    -- An earlier attempt may have arrived: its answer was lost, or the program died with the lease.
    answer_open      INTEGER NOT NULL DEFAULT 0 CHECK (answer_open IN (0, 1)),
    last_outcome     TEXT,
    rejected_pointer TEXT,
    rejected_detail  TEXT,
    delivered_at     INTEGER,
    receipt          TEXT,
    body             BLOB NOT NULL, proven_at INTEGER, cleared INTEGER NOT NULL DEFAULT 0 CHECK (cleared BETWEEN 0 AND 3), text_purge INTEGER REFERENCES purges (number),
    CHECK (due_at IS CASE state WHEN 'pending' THEN ifnull(not_before, 0) WHEN 'leased' THEN leased_until END),
    CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
    CHECK ((state = 'delivered') = (receipt IS NOT NULL))
) STRICT;

CREATE INDEX outbox_waiting ON outbox (urgent DESC, sequence, due_at, state, kind, created_at, answer_open)
    WHERE state IN ('pending', 'leased');

CREATE INDEX outbox_rejected ON outbox (sequence) WHERE state = 'rejected';

CREATE TABLE acceptances (
    number         INTEGER PRIMARY KEY,
    acceptance_id  TEXT NOT NULL UNIQUE,
    waybill_number TEXT NOT NULL UNIQUE,
    carrier        TEXT,
    clerk          TEXT NOT NULL,
    accepted_at    INTEGER NOT NULL,
    document_hash  TEXT NOT NULL,
    message_id     TEXT NOT NULL REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    snapshot       BLOB NOT NULL
, sending TEXT NOT NULL DEFAULT 'person'
    CHECK (sending IN ('person', 'entrusted', 'organisation', 'agreement', 'letter')), phone_hash TEXT NOT NULL DEFAULT '', restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)), item_category TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '', text_purge INTEGER REFERENCES purges (number), text_purged_at INTEGER) STRICT;

CREATE INDEX acceptances_by_time ON acceptances (accepted_at);

CREATE INDEX acceptances_by_message ON acceptances (message_id);

CREATE TABLE refusals (
    number     INTEGER PRIMARY KEY,
    refusal_id TEXT NOT NULL UNIQUE,
    reason     TEXT NOT NULL,
    clerk      TEXT NOT NULL,
    refused_at INTEGER NOT NULL,
    message_id TEXT NOT NULL REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    snapshot   BLOB NOT NULL
, waybill_number TEXT) STRICT;

CREATE INDEX refusals_by_time ON refusals (refused_at);

CREATE INDEX refusals_by_message ON refusals (message_id);

CREATE TABLE known_senders (
    document_hash TEXT PRIMARY KEY,
    phone         TEXT NOT NULL,
    last_category TEXT NOT NULL,
    last_seen     INTEGER NOT NULL
, address TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE clerks (
    clerk_number TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    pin_hash     TEXT NOT NULL
, role TEXT NOT NULL DEFAULT 'clerk'
    CHECK (role IN ('clerk', 'inspector', 'supervisor', 'auditor')), document_hash TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    number           INTEGER PRIMARY KEY,
    evidence_id      TEXT NOT NULL UNIQUE,
    parcel_id        TEXT NOT NULL,
    sha256           TEXT NOT NULL,
    size             INTEGER NOT NULL CHECK (size >= 0),
    media_type       TEXT NOT NULL,
    wrapped_key      BLOB NOT NULL,
    upload           INTEGER NOT NULL CHECK (upload IN (0, 1)),
    created_at       INTEGER NOT NULL,
    message_sequence INTEGER REFERENCES outbox (sequence),
    released         INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),
    state            TEXT NOT NULL DEFAULT 'pending'
                     CHECK (state IN ('pending', 'leased', 'uploaded', 'delivered', 'rejected')),
    attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    not_before       INTEGER,
    leased_until     INTEGER,
    due_at           INTEGER DEFAULT 0,
    upload_url       TEXT,
    bytes_confirmed  INTEGER NOT NULL DEFAULT 0 CHECK (bytes_confirmed >= 0),
    last_outcome     TEXT,
    rejected_pointer TEXT,
    rejected_detail  TEXT,
    delivered_at     INTEGER,
    receipt          TEXT, proven_at INTEGER, purge INTEGER REFERENCES purges (number), file_gone INTEGER NOT NULL DEFAULT 0 CHECK (file_gone IN (0, 1)),
    CHECK (due_at IS CASE state WHEN 'pending' THEN ifnull(not_before, 0) WHEN 'leased' THEN leased_until
                                WHEN 'uploaded' THEN not_before END),
    CHECK ((state = 'leased') = (leased_until IS NOT NULL)),
    CHECK ((state = 'delivered') = (receipt IS NOT NULL))
) STRICT;

CREATE INDEX evidence_by_message ON evidence (message_sequence) WHERE message_sequence IS NOT NULL;

CREATE INDEX evidence_waiting ON evidence (message_sequence, number, upload, released, due_at, state, size, bytes_confirmed)
    WHERE message_sequence IS NOT NULL AND upload = 1 AND state IN ('pending', 'leased', 'uploaded');

CREATE INDEX evidence_rejected ON evidence (number) WHERE state = 'rejected';

CREATE TABLE audit (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    hash   BLOB NOT NULL CHECK (length(hash) = 32),
    entry  BLOB NOT NULL
) STRICT;

CREATE TABLE terminal (
    only_one          INTEGER PRIMARY KEY CHECK (only_one = 1),
    hash_key          BLOB NOT NULL CHECK (length(hash_key) = 32),
    identity          BLOB,
    receipt_cursor    INTEGER NOT NULL DEFAULT 0 CHECK (receipt_cursor >= 0),
    clock_offset_ms   INTEGER,
    clock_measured_at INTEGER
) STRICT;

CREATE TRIGGER refusals_are_frozen BEFORE UPDATE ON refusals
BEGIN
    SELECT RAISE(ABORT, 'a refused record never changes');
END;

CREATE TRIGGER delivered_messages_stay BEFORE UPDATE OF state, receipt, delivered_at ON outbox
    WHEN OLD.state = 'delivered'
BEGIN
    SELECT RAISE(ABORT, 'a delivered message never changes');
END;

CREATE TRIGGER audit_is_frozen BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail never changes');
END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never deleted');
END;

CREATE TRIGGER acceptances_wait_for_receipt BEFORE DELETE ON acceptances
    WHEN (SELECT state FROM outbox WHERE message_id = OLD.message_id) <> 'delivered'
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this record');
END;

CREATE TRIGGER refusals_wait_for_receipt BEFORE DELETE ON refusals
    WHEN (SELECT state FROM outbox WHERE message_id = OLD.message_id) <> 'delivered'
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this record');
END;

CREATE TRIGGER evidence_waits_for_receipt BEFORE DELETE ON evidence
    WHEN OLD.message_sequence IS NOT NULL AND OLD.upload = 1 AND OLD.state <> 'delivered'
BEGIN
    SELECT RAISE(ABORT, 'no receipt yet for this file');
END;

CREATE INDEX acceptances_by_document ON acceptances (document_hash, accepted_at) WHERE document_hash <> '';

CREATE TABLE customers (
    customer_id        TEXT PRIMARY KEY,
    kind               TEXT NOT NULL CHECK (kind IN ('agreement', 'organisation')),
    name               TEXT NOT NULL,
    initials           TEXT NOT NULL,
    credit_code        TEXT NOT NULL UNIQUE,
    credit_code_reason TEXT,
    responsible_name   TEXT NOT NULL,
    responsible_copy   TEXT,
    phone              TEXT NOT NULL,
    agreement_number   TEXT,
    valid_from         TEXT,
    valid_to           TEXT,
    filing             TEXT NOT NULL CHECK (filing IN ('filed', 'pending', 'unfiled')),
    changed_at         INTEGER NOT NULL,
    changed_by         TEXT NOT NULL, province_id TEXT, province_revision INTEGER
    CHECK ((province_revision IS NULL) = (province_id IS NULL)), province_copy INTEGER
    CHECK ((province_copy IS NULL) = (province_id IS NULL) AND province_copy IN (0, 1)),
    CHECK ((kind = 'agreement') = (agreement_number IS NOT NULL AND valid_from IS NOT NULL AND valid_to IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE carrier_orders (
    waybill_number TEXT PRIMARY KEY,
    sender_name    TEXT NOT NULL,
    imported_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX carrier_orders_by_age ON carrier_orders (imported_at);

CREATE TABLE used_codes (
    jti        TEXT PRIMARY KEY,
    parcel_id  TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE province_remarks (
    message_id    TEXT NOT NULL REFERENCES outbox (message_id),
    code          TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    remarked_at   INTEGER NOT NULL,
    PRIMARY KEY (message_id, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX province_remarks_by_document ON province_remarks (document_hash, remarked_at);

CREATE INDEX refusals_by_waybill ON refusals (waybill_number) WHERE waybill_number IS NOT NULL;

CREATE TABLE rule_uses (
    acceptance_id TEXT NOT NULL,
    rule          TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    used_at       INTEGER NOT NULL,
    PRIMARY KEY (acceptance_id, rule)
) STRICT, WITHOUT ROWID;

CREATE INDEX rule_uses_by_document ON rule_uses (document_hash, used_at, rule);

CREATE TABLE screenings (
    number        INTEGER PRIMARY KEY,
    acceptance_id TEXT NOT NULL,
    place         TEXT NOT NULL CHECK (place IN ('here', 'hub', 'third_party')),
    machine       TEXT NOT NULL,
    inspector     TEXT NOT NULL,
    passed        INTEGER CHECK (passed IN (0, 1)),
    clerk         TEXT NOT NULL,
    recorded_at   INTEGER NOT NULL,
    CHECK (passed IS NULL OR (machine <> '' AND inspector <> ''))
) STRICT;

CREATE INDEX screenings_by_acceptance ON screenings (acceptance_id, number, passed);

CREATE TABLE photo_fingerprints (
    number      INTEGER PRIMARY KEY,
    evidence_id TEXT NOT NULL UNIQUE,
    parcel_id   TEXT NOT NULL,
    taken_at    INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    features    BLOB NOT NULL
) STRICT;

CREATE INDEX photo_fingerprints_by_parcel ON photo_fingerprints (parcel_id);

CREATE TABLE holds (
    number         INTEGER PRIMARY KEY,
    hold_id        TEXT NOT NULL UNIQUE,
    waybill_number TEXT NOT NULL,
    acceptance_id  TEXT,
    incident_id    TEXT,
    reason         TEXT NOT NULL,
    placed_by      TEXT NOT NULL,
    placed_at      INTEGER NOT NULL,
    released_by    TEXT,
    released_at    INTEGER,
    release_reason TEXT,
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
) STRICT;

CREATE UNIQUE INDEX holds_in_force ON holds (waybill_number) WHERE released_at IS NULL;

CREATE INDEX holds_by_waybill ON holds (waybill_number, number);

CREATE TABLE incidents (
    number         INTEGER PRIMARY KEY,
    incident_id    TEXT NOT NULL UNIQUE,
    category       INTEGER CHECK (category >= 1),
    stage          TEXT NOT NULL,
    waybill_number TEXT,
    acceptance_id  TEXT,
    opened_by      TEXT NOT NULL,
    opened_at      INTEGER NOT NULL,
    due_at         INTEGER NOT NULL,
    reported_at    INTEGER,
    snapshot       BLOB NOT NULL
) STRICT;

CREATE INDEX incidents_unreported ON incidents (due_at) WHERE reported_at IS NULL;

CREATE TABLE handovers (
    number      INTEGER PRIMARY KEY,
    handover_id TEXT NOT NULL UNIQUE,
    state       TEXT NOT NULL CHECK (state IN ('open', 'closed', 'discarded')),
    carrier     TEXT NOT NULL,
    vehicle     TEXT NOT NULL,
    gps         TEXT NOT NULL,
    bag         TEXT NOT NULL,
    driver      TEXT NOT NULL,
    opened_by   TEXT NOT NULL,
    opened_at   INTEGER NOT NULL,
    closed_by   TEXT,
    closed_at   INTEGER,
    message_id  TEXT REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    digest      TEXT,
    CHECK ((state = 'closed') = (message_id IS NOT NULL AND closed_at IS NOT NULL)),
    CHECK ((message_id IS NULL) = (digest IS NULL))
) STRICT;

CREATE UNIQUE INDEX handovers_open ON handovers (state) WHERE state = 'open';

CREATE TABLE handover_parcels (
    number         INTEGER PRIMARY KEY,
    waybill_number TEXT NOT NULL UNIQUE,
    handover_id    TEXT NOT NULL REFERENCES handovers (handover_id),
    acceptance_id  TEXT NOT NULL,
    scanned_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX handover_parcels_by_handover ON handover_parcels (handover_id, number);

CREATE TRIGGER closed_handovers_stay BEFORE UPDATE ON handovers WHEN OLD.state <> 'open'
BEGIN
    SELECT RAISE(ABORT, 'a closed handover never changes');
END;

CREATE TRIGGER handed_parcels_come_open BEFORE INSERT ON handover_parcels
    WHEN (SELECT state FROM handovers WHERE handover_id = NEW.handover_id) <> 'open'
BEGIN
    SELECT RAISE(ABORT, 'a closed handover takes no parcel');
END;

CREATE TRIGGER handed_parcels_stay BEFORE DELETE ON handover_parcels
    WHEN (SELECT state FROM handovers WHERE handover_id = OLD.handover_id) = 'closed'
BEGIN
    SELECT RAISE(ABORT, 'a parcel of a closed handover stays');
END;

CREATE TRIGGER handed_parcels_are_frozen BEFORE UPDATE ON handover_parcels
BEGIN
    SELECT RAISE(ABORT, 'a handed parcel never changes');
END;

CREATE TABLE spot_checks (
    request_id  TEXT PRIMARY KEY,
    received_at INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    request     BLOB NOT NULL,
    verdict     TEXT NOT NULL,
    answer      BLOB NOT NULL,
    answered_at INTEGER,
    message_id  TEXT REFERENCES outbox (message_id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((answered_at IS NULL) = (message_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX acceptances_for_rates ON acceptances (accepted_at, sending, carrier, acceptance_id);

CREATE INDEX acceptances_without_identity ON acceptances (accepted_at, sending, carrier)
    WHERE document_hash = '' AND sending NOT IN ('agreement', 'letter');

CREATE INDEX acceptances_without_mark ON acceptances (accepted_at, sending, carrier)
    WHERE mark = '' AND sending <> 'letter';

CREATE INDEX outbox_delivered ON outbox (kind, created_at, delivered_at) WHERE state = 'delivered';

CREATE TABLE acceptance_notes (
    accepted_at   INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('photo_problem', 'caution')),
    code          TEXT NOT NULL,
    acceptance_id TEXT NOT NULL,
    count         INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (accepted_at, kind, code, acceptance_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER notes_go_with_their_record AFTER DELETE ON acceptances
BEGIN
    DELETE FROM acceptance_notes WHERE accepted_at = OLD.accepted_at AND acceptance_id = OLD.acceptance_id;
END;

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

CREATE TABLE changes (
    cursor    INTEGER PRIMARY KEY CHECK (cursor >= 1),
    kind      TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    body      TEXT NOT NULL,
    jws       TEXT NOT NULL,
    taken_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX changes_by_kind ON changes (kind, cursor);

CREATE INDEX outbox_by_time ON outbox (created_at);

CREATE TABLE planned_outages (
    number       INTEGER PRIMARY KEY,
    notice_id    TEXT NOT NULL UNIQUE,
    begins_at    INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL,
    form         BLOB NOT NULL,
    filed_by     TEXT NOT NULL,
    filed_at     INTEGER NOT NULL,
    withdrawn_by TEXT,
    withdrawn_at INTEGER,
    CHECK (ends_at > begins_at),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))
) STRICT;

CREATE INDEX planned_outages_by_time ON planned_outages (begins_at, ends_at);

CREATE TABLE interruptions (
    number          INTEGER PRIMARY KEY,
    interruption_id TEXT NOT NULL UNIQUE,
    began_at        INTEGER NOT NULL,
    noticed_at      INTEGER NOT NULL,
    signs           TEXT NOT NULL,
    notice_id       TEXT REFERENCES planned_outages (notice_id),
    form            BLOB NOT NULL,
    reported_at     INTEGER,
    restored_at     INTEGER,
    ended_at        INTEGER,
    late_records    INTEGER CHECK (late_records >= 0),
    CHECK ((ended_at IS NULL) = (late_records IS NULL)),
    CHECK (ended_at IS NULL OR restored_at IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX interruption_open ON interruptions (ended_at IS NULL) WHERE ended_at IS NULL;

CREATE TABLE outage_filings (
    message_id TEXT PRIMARY KEY REFERENCES outbox (message_id),
    subject_id TEXT NOT NULL,
    filing     TEXT NOT NULL CHECK (filing IN ('planned', 'withdrawn', 'opened', 'reported', 'closed')),
    clerk      TEXT,
    filed_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX outage_filings_by_subject ON outage_filings (subject_id, filed_at);

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

CREATE INDEX outbox_retained ON outbox (cleared, kind, proven_at, sequence) WHERE state = 'delivered' AND cleared < 3;

CREATE INDEX evidence_to_remove ON evidence (number) WHERE purge IS NOT NULL AND file_gone = 0;

CREATE INDEX acceptances_of_children ON acceptances (number) WHERE restricted = 1;

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

CREATE UNIQUE INDEX customers_of_province ON customers (province_id) WHERE province_id IS NOT NULL;

CREATE TABLE notice_readings (
    notice_id  TEXT NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    clerk      TEXT NOT NULL,
    read_at    INTEGER NOT NULL,
    message_id TEXT NOT NULL REFERENCES outbox (message_id),
    PRIMARY KEY (notice_id, revision, clerk)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER notice_readings_are_frozen BEFORE UPDATE ON notice_readings
BEGIN
    SELECT RAISE(ABORT, 'what was read stays read');
END;

CREATE TRIGGER notice_readings_are_kept BEFORE DELETE ON notice_readings
BEGIN
    SELECT RAISE(ABORT, 'what was read stays read');
END;

CREATE TABLE province_looks (
    what      TEXT PRIMARY KEY CHECK (what IN ('changes', 'policy')),
    looked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE link_samples (
    at               INTEGER PRIMARY KEY,
    waiting          INTEGER NOT NULL CHECK (waiting >= 0),
    oldest_for       INTEGER CHECK (oldest_for >= 0),
    photos           INTEGER NOT NULL CHECK (photos >= 0),
    photo_bytes      INTEGER NOT NULL CHECK (photo_bytes >= 0),
    delivered        INTEGER NOT NULL CHECK (delivered >= 0),
    bytes_per_second INTEGER CHECK (bytes_per_second >= 0)
) STRICT;

CREATE TABLE sending_pause (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    begun_at INTEGER NOT NULL,
    until    INTEGER NOT NULL CHECK (until > begun_at),
    clerk    TEXT NOT NULL
) STRICT;

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

CREATE TABLE camera_spans (
    acceptance_id TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('counter', 'inspection', 'screening')),
    recorder      TEXT NOT NULL,
    zone_minutes  INTEGER NOT NULL,
    offset_ms     INTEGER,
    measured_at   INTEGER,
    begins_at     INTEGER NOT NULL,
    ends_at       INTEGER NOT NULL CHECK (ends_at >= begins_at),
    PRIMARY KEY (acceptance_id, role),
    CHECK ((offset_ms IS NULL) = (measured_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER camera_spans_are_frozen BEFORE UPDATE ON camera_spans
BEGIN
    SELECT RAISE(ABORT, 'a camera span never changes');
END;

CREATE TABLE camera_hours (
    hour     INTEGER NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('counter', 'inspection', 'screening')),
    asked    INTEGER NOT NULL,
    answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
    PRIMARY KEY (hour, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE late_forms_frozen (
    form_number TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER late_forms_frozen_are_kept BEFORE DELETE ON late_forms_frozen
BEGIN
    SELECT RAISE(ABORT, 'a frozen form is never forgotten');
END;

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
