-- The inspection of the contents and what follows from it. Personal data stand in: incidents.snapshot, spot_checks.answer.

-- The nature of the goods, and the short code of the inspection mark ('' before there were marks, and for letters).
ALTER TABLE acceptances ADD COLUMN item_category TEXT NOT NULL DEFAULT '';
ALTER TABLE acceptances ADD COLUMN mark TEXT NOT NULL DEFAULT '';

-- Which waybill was turned away, so that the door can say so (null before this was kept, or where none was scanned).
ALTER TABLE refusals ADD COLUMN waybill_number TEXT;
CREATE INDEX refusals_by_waybill ON refusals (waybill_number) WHERE waybill_number IS NOT NULL;

-- How often a document was used under a rule that counts (tobacco: one parcel a person a day), by keyed hash.
CREATE TABLE rule_uses (
    acceptance_id TEXT NOT NULL,
    rule          TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    used_at       INTEGER NOT NULL,
    PRIMARY KEY (acceptance_id, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_uses_by_document ON rule_uses (document_hash, used_at, rule);

-- Recorded screenings (过机安检); the last one of an acceptance counts. `passed` is null while it is only due there.
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

-- What earlier pictures look like: finds one that is shown again. It outlives the picture, and shows nothing of it.
CREATE TABLE photo_fingerprints (
    number      INTEGER PRIMARY KEY,
    evidence_id TEXT NOT NULL UNIQUE,
    parcel_id   TEXT NOT NULL,
    taken_at    INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    features    BLOB NOT NULL
) STRICT;
CREATE INDEX photo_fingerprints_by_parcel ON photo_fingerprints (parcel_id);

-- Waybills that must not leave. A supervisor releases them; the row stays.
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

-- Incidents (异常件): opened when the handling card is confirmed, reported when the form is sent. The category is null
-- while nobody knows what was found; the snapshot holds the frozen parcel and the form.
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

-- Handovers (交接) to a vehicle or a bag. A parcel leaves once: it is in one handover that was not given up.
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

-- Spot checks (双随机抽查) that the province asked for, and what the outlet adds before it answers.
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

-- What statistics read, so that no record is opened to be counted. What lacks something is rare: counting it is cheap.
CREATE INDEX acceptances_for_rates ON acceptances (accepted_at, sending, carrier, acceptance_id);
CREATE INDEX acceptances_without_identity ON acceptances (accepted_at, sending, carrier)
    WHERE document_hash = '' AND sending NOT IN ('agreement', 'letter');
CREATE INDEX acceptances_without_mark ON acceptances (accepted_at, sending, carrier)
    WHERE mark = '' AND sending <> 'letter';
CREATE INDEX outbox_delivered ON outbox (kind, created_at, delivered_at) WHERE state = 'delivered';

-- What accepted records are noted for: problems of pictures that were kept, cautions that were answered.
CREATE TABLE acceptance_notes (
    accepted_at   INTEGER NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('photo_problem', 'caution')),
    code          TEXT NOT NULL,
    acceptance_id TEXT NOT NULL,
    count         INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (accepted_at, kind, code, acceptance_id)
) STRICT, WITHOUT ROWID;
INSERT INTO acceptance_notes (accepted_at, kind, code, acceptance_id, count)
    SELECT record.accepted_at, 'caution', json_extract(entry.value, '$.caution'), record.acceptance_id, count(*)
    FROM (SELECT accepted_at, acceptance_id, CAST(snapshot AS TEXT) AS parcel FROM acceptances) AS record,
         json_each(CASE WHEN json_valid(record.parcel) THEN record.parcel ELSE '{}' END, '$.answered') AS entry
    GROUP BY record.acceptance_id, json_extract(entry.value, '$.caution');
CREATE TRIGGER notes_go_with_their_record AFTER DELETE ON acceptances
BEGIN
    DELETE FROM acceptance_notes WHERE accepted_at = OLD.accepted_at AND acceptance_id = OLD.acceptance_id;
END;
