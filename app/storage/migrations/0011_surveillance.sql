-- Which recorder's channel saw an acceptance, by role, and from when to when by this terminal's clock. `recorder` is the
-- settings' line (no credentials in it), `zone_minutes` its wall clock ahead of UTC, `offset_ms` its clock minus ours.
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

-- How often a role's channel was asked in an hour whether it answers, and how often it did: the camera-online rate.
CREATE TABLE camera_hours (
    hour     INTEGER NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('counter', 'inspection', 'screening')),
    asked    INTEGER NOT NULL,
    answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
    PRIMARY KEY (hour, role)
) STRICT, WITHOUT ROWID;
