-- How the flow of data was, for the sync page's plots: one row for each ten minutes in which the program ran, kept for
-- fourteen days. Numbers only. `delivered` counts every record ever; `oldest_for` is in seconds.
CREATE TABLE link_samples (
    at               INTEGER PRIMARY KEY,
    waiting          INTEGER NOT NULL CHECK (waiting >= 0),
    oldest_for       INTEGER CHECK (oldest_for >= 0),
    photos           INTEGER NOT NULL CHECK (photos >= 0),
    photo_bytes      INTEGER NOT NULL CHECK (photo_bytes >= 0),
    delivered        INTEGER NOT NULL CHECK (delivered >= 0),
    bytes_per_second INTEGER CHECK (bytes_per_second >= 0)
) STRICT;

-- A clerk's pause of sending, in force until its time is over; the audit trail has each one.
CREATE TABLE sending_pause (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    begun_at INTEGER NOT NULL,
    until    INTEGER NOT NULL CHECK (until > begun_at),
    clerk    TEXT NOT NULL
) STRICT;
