-- Interruptions of the flow of data, planned outages, and what was told about them. No personal data but clerks'
-- numbers and their own words.

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

-- At most one is open. `signs` and `form` are JSON.
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

-- Which messages tell about which planned outage or interruption. `clerk` is null for what the terminal told by itself.
CREATE TABLE outage_filings (
    message_id TEXT PRIMARY KEY REFERENCES outbox (message_id),
    subject_id TEXT NOT NULL,
    filing     TEXT NOT NULL CHECK (filing IN ('planned', 'withdrawn', 'opened', 'reported', 'closed')),
    clerk      TEXT,
    filed_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX outage_filings_by_subject ON outage_filings (subject_id, filed_at);
