"""The encrypted store: connection, units of work, repositories, outbox, evidence vault, keys and migrations."""
