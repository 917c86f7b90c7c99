"""A purge that is cut off at any of its writes: rows and files agree after the next start, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

import pytest

from app.domain.retention_rules import RetentionClass
from app.purging import run_through
from app.retention_ports import RetentionWork
from app.storage.store import EncryptedStore
from app.usecases.purge import PurgeExpired
from tests.support.retention_house import PICTURE, RetentionHouse, term

Result = TypeVar("Result")
RECORDS = range(1, 4)


class PowerCutError(Exception):
    """The power is gone."""


class Fuse:
    """Blows at the step with this number."""

    def __init__(self, blows_at: int) -> None:
        self._left = blows_at

    def step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise PowerCutError


class FusedStore:
    """A store whose power may go before each piece of work, and right after it was committed."""

    def __init__(self, store: EncryptedStore, fuse: Fuse) -> None:
        self._store = store
        self._fuse = fuse

    def unit_of_work(self) -> AbstractContextManager[RetentionWork]:
        return self._store.unit_of_work()

    def submit(self, work: Callable[[], Result]) -> "Future[Result]":
        self._fuse.step()
        done = self._store.submit(work)
        done.result()
        self._fuse.step()
        return done

    def checkpoint(self) -> bool:
        return self._store.checkpoint()


class FusedVault:
    """A vault whose power may go before a file is taken away, and after."""

    def __init__(self, house: RetentionHouse, fuse: Fuse) -> None:
        self._vault = house.vault
        self._fuse = fuse

    def erase(self, evidence_id: str) -> bool:
        self._fuse.step()
        gone = self._vault.erase(evidence_id)
        self._fuse.step()
        return gone


def fused(house: RetentionHouse, fuse: Fuse) -> PurgeExpired:
    return PurgeExpired(
        FusedStore(house.store, fuse),
        FusedVault(house, fuse),
        house.clock,
        house.ids,
        house.policy,
        verifier_for=lambda identity: house.seal.pinned(identity.terminal_id),
    )


def ready_house(folder: Path) -> RetentionHouse:
    house = RetentionHouse(folder)
    records = [house.accept(number) for number in RECORDS]
    for record in records[:2]:
        house.deliver(record, house.clock.now())
    house.later(term(RetentionClass.RECORD_TEXT))
    return house


def check_agreement(house: RetentionHouse) -> None:
    """No row without its file; the proofs hold; the record without a receipt is whole."""
    for number in RECORDS:
        for evidence_id in (f"portrait-{number}", f"photo-{number}-0"):
            assert not house.has_key(evidence_id) or house.has_file(evidence_id)
    assert house.audit_holds()
    stored = house.run(lambda unit: unit.evidence.get("photo-3-0"))
    assert stored is not None
    with house.vault.open(stored) as clear:
        assert clear.read() == PICTURE
    assert house.acceptance(3).parcel.sender is not None
    assert house.has_key("portrait-3")


def test_a_purge_that_is_cut_off_anywhere_is_finished_by_the_next(tmp_path: Path) -> None:
    house = ready_house(tmp_path)
    cuts = 0
    while True:
        # each run gets one write further than the one before, on what those before have left
        try:
            run_through(fused(house, Fuse(cuts)))
            break
        except PowerCutError:
            cuts += 1
        house.store.close()
        house.store.open()
        check_agreement(house)
    assert cuts > 10

    for number in (1, 2):
        assert house.acceptance(number).text_purged_at is not None
        assert not house.has_file(f"portrait-{number}")
        assert not house.has_file(f"photo-{number}-0")
    check_agreement(house)
    house.close()


def test_what_a_crash_left_of_a_file_goes_first_at_the_next_start(tmp_path: Path) -> None:
    house = ready_house(tmp_path)
    # look, commit and list are two steps each; the power goes before the first file is taken away
    with pytest.raises(PowerCutError):
        run_through(fused(house, Fuse(8)))
    left = [one for one in ("portrait-1", "portrait-2") if house.has_file(one) and not house.has_key(one)]
    assert left == ["portrait-1", "portrait-2"]

    assert house.purge.finish() == 2

    assert not any(map(house.has_file, left))
    house.close()


def test_a_file_that_cannot_go_now_is_tried_again(tmp_path: Path) -> None:
    house = ready_house(tmp_path)

    class Stuck:
        """Everything is open elsewhere."""

        def erase(self, _: str) -> bool:
            return False

    house.eraser = Stuck()
    house.purged()
    assert house.has_file("photo-1-0")
    assert not house.has_key("photo-1-0")

    house.eraser = None
    assert house.purged().files_finished == 4
    assert not house.has_file("photo-1-0")
    house.close()
