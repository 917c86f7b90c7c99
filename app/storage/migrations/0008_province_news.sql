-- Agreement customers and notices of the province. The words themselves stand in `changes`, signed as they came; of a
-- customer only the entry that counts is kept, as it names a person: of the others the place stays, without words.

-- The province's own entry behind a customer, null for one that the outlet registered. `province_copy`: the province
-- keeps the copy of the responsible person's document.
ALTER TABLE customers ADD COLUMN province_id TEXT;
ALTER TABLE customers ADD COLUMN province_revision INTEGER
    CHECK ((province_revision IS NULL) = (province_id IS NULL));
ALTER TABLE customers ADD COLUMN province_copy INTEGER
    CHECK ((province_copy IS NULL) = (province_id IS NULL) AND province_copy IN (0, 1));
CREATE UNIQUE INDEX customers_of_province ON customers (province_id) WHERE province_id IS NOT NULL;

-- Who has read which revision of a notice to its end, and the message that tells it.
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

-- When the province last answered in full what it was asked.
CREATE TABLE province_looks (
    what      TEXT PRIMARY KEY CHECK (what IN ('changes', 'policy')),
    looked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
