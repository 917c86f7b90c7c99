"""The store's file on the disk: how much of it is empty, and giving that back.

Invariants:
- The store is made with ``auto_vacuum = INCREMENTAL``: free pages are known, and moved out a few at a time.
"""

from app.storage.columns import integer, one
from app.storage.connection import Connection


class StoreFileSpace:
    """retention_ports.StoreSpace."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def free_pages(self) -> int:
        """Pages of the file that hold nothing."""
        return integer(one(self._connection.execute("PRAGMA freelist_count").fetchone())[0])

    def give_back(self, pages: int) -> None:
        """At most so many: each may move another page, so the caller says how long this may take."""
        # The driver runs the statement step by step, and each step frees one page.
        self._connection.execute(f"PRAGMA incremental_vacuum({int(pages)})").fetchall()
