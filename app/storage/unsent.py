"""What waits in this store, for a sealed bundle; and the key to which bundles are sealed.

Invariants:
- Each call to the store is short: a long backlog is read page by page, and the counter works in between.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from app.audit_ports import AuditEntry
from app.ports import Clock
from app.storage.repositories.unsent import WaitingFile, WaitingMessage
from app.storage.store import EncryptedStore
from app.storage.unit_of_work import StoreUnit
from sync.bundle.plan import UnsentFile, UnsentMessage
from sync.ports import SealingKey
from sync.state import MessageState

_PAGE: Final = 500


class StoreUnsent:
    """sync.bundle.ports.Unsent over the encrypted store. Raises StorageError."""

    def __init__(self, store: EncryptedStore) -> None:
        self._store = store

    def waiting(self) -> list[UnsentMessage]:
        """Urgent kinds first, then by sequence; last the delivered messages whose files wait."""
        messages = [*self._messages(urgent=True), *self._messages(urgent=False)]
        known = {message.sequence for message in messages}
        delivered: dict[int, WaitingMessage] = {}
        files: defaultdict[int, list[UnsentFile]] = defaultdict(list)
        for found in self._files():
            sequence = found.message.sequence
            # A message that the province refused waits for a clerk, and its files with it.
            if sequence not in known:
                if found.message_state != MessageState.DELIVERED.value:
                    continue
                delivered.setdefault(sequence, found.message)
            files[sequence].append(found.file)
        ordered = [(message, True) for message in messages] + [(message, False) for message in delivered.values()]
        return [
            UnsentMessage(message.message_id, message.sequence, message.size, waits, tuple(files[message.sequence]))
            for message, waits in ordered
        ]

    def body(self, message_id: str) -> bytes | None:
        """The frozen body."""
        return self._store.run(lambda unit: unit.unsent.body(message_id))

    def _messages(self, *, urgent: bool) -> Iterator[WaitingMessage]:
        after = 0
        while page := self._store.run(partial(_message_page, urgent=urgent, after=after)):
            yield from page
            after = page[-1].sequence

    def _files(self) -> Iterator[WaitingFile]:
        after = (0, 0)
        while page := self._store.run(partial(_file_page, after=after)):
            yield from page
            after = (page[-1].message.sequence, page[-1].number)


class StoreSealingKey:
    """sync.bundle.keys.KeptSealingKey: beside the pinned keys, which stay as they are."""

    def __init__(self, store: EncryptedStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def take(self, key: SealingKey) -> None:
        """Keep it, and note it in the audit trail."""
        self._store.run(partial(self._take, key=key))

    def _take(self, unit: StoreUnit, *, key: SealingKey) -> None:
        identity = unit.terminal.identity()
        if identity is None or identity.sealing_key == key:
            return
        unit.terminal.save_identity(replace(identity, sealing_key=key))
        details = {"kid": key.kid, "suite": key.suite}
        unit.audit.append(AuditEntry(self._clock.now(), None, "sealing_key_taken", identity.terminal_id, details))


def _message_page(unit: StoreUnit, *, urgent: bool, after: int) -> list[WaitingMessage]:
    return unit.unsent.messages(urgent=urgent, after=after, limit=_PAGE)


def _file_page(unit: StoreUnit, *, after: tuple[int, int]) -> list[WaitingFile]:
    return unit.unsent.files(after=after, limit=_PAGE)
