-- Every kind of sender. Personal data stand in: customers.name, .responsible_name, .phone; carrier_orders.sender_name;
-- known_senders.address. Documents and phones are found by keyed hash only, never by an index over numbers.

-- Records of letters and of agreement customers have no document: '' then. `phone_hash` is keyed as document hashes are.
ALTER TABLE acceptances ADD COLUMN sending TEXT NOT NULL DEFAULT 'person'
    CHECK (sending IN ('person', 'entrusted', 'organisation', 'agreement', 'letter'));
ALTER TABLE acceptances ADD COLUMN phone_hash TEXT NOT NULL DEFAULT '';
-- A child's record: shown with a reason only, and each look is in the audit trail.
ALTER TABLE acceptances ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1));
CREATE INDEX acceptances_by_document ON acceptances (document_hash, accepted_at) WHERE document_hash <> '';

ALTER TABLE known_senders ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE clerks ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk'
    CHECK (role IN ('clerk', 'inspector', 'supervisor', 'auditor'));
-- The clerk's own document, as a keyed hash: a parcel sent with it asks for a reason.
ALTER TABLE clerks ADD COLUMN document_hash TEXT;
-- Until now the first run made one clerk, the one who set the terminal up: somebody must be able to give a supervisor's word.
UPDATE clerks SET role = 'supervisor' WHERE clerk_number = (SELECT min(clerk_number) FROM clerks);

-- Agreement customers (协议客户) and organisations. `responsible_copy` is the evidence id of the copy of the responsible
-- person's document; dates are ISO 8601; `credit_code_reason` says why a code with a wrong check character was taken.
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
    changed_by         TEXT NOT NULL,
    CHECK ((kind = 'agreement') = (agreement_number IS NOT NULL AND valid_from IS NOT NULL AND valid_to IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Names of senders from the carriers' own orders, by waybill; an entry goes with its acceptance, or when it is old.
CREATE TABLE carrier_orders (
    waybill_number TEXT PRIMARY KEY,
    sender_name    TEXT NOT NULL,
    imported_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX carrier_orders_by_age ON carrier_orders (imported_at);

-- Real-name codes that were used, until they expire by themselves: each serves one parcel.
CREATE TABLE used_codes (
    jti        TEXT PRIMARY KEY,
    parcel_id  TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the province remarked in a receipt about a record's document (the same one at two outlets at once).
CREATE TABLE province_remarks (
    message_id    TEXT NOT NULL REFERENCES outbox (message_id),
    code          TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    remarked_at   INTEGER NOT NULL,
    PRIMARY KEY (message_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX province_remarks_by_document ON province_remarks (document_hash, remarked_at);
