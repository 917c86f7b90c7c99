"""How a terminal learns the sealing key: from the province's signed word, and from nobody else's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import SystemRandom

import pytest

from sync.bundle.keys import SealingKeyErrand, SealingKeyVerifier
from sync.contract import RECEIPT_TYPE
from sync.errors import SyncError, SyncFault
from sync.pace import Pace
from sync.policy import SyncPolicy
from sync.ports import SealingKey
from sync.province.keys import ProvinceKeys
from sync.province.sealing import SealingKeyDesk
from sync.words import Environment
from tests.support.sync_clocks import HandClock

ISSUER = "province-1"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> ProvinceKeys:
    return ProvinceKeys.in_folder(tmp_path_factory.mktemp("keys"))


def told(keys: ProvinceKeys, issuer: str = ISSUER, environment: Environment = Environment.TRAINING) -> str:
    return SealingKeyDesk(keys, issuer, environment, lambda: NOW).answer().jws


def verifier(keys: ProvinceKeys) -> SealingKeyVerifier:
    public = keys.receipts.public
    return SealingKeyVerifier(ISSUER, Environment.TRAINING, [(public.kid, public.x)])


def test_the_key_is_made_once_and_kept(keys: ProvinceKeys, tmp_path: Path) -> None:
    first = ProvinceKeys.in_folder(tmp_path).opening
    assert ProvinceKeys.in_folder(tmp_path).opening.public == first.public
    assert first.public != keys.opening.public
    assert (tmp_path / "sealing-key.pem").stat().st_mode & 0o077 == 0
    assert "private" not in repr(first).lower()
    assert first.named(first.kid) is not None
    assert first.named(keys.opening.kid) is None


def test_a_pinned_keys_word_counts(keys: ProvinceKeys) -> None:
    public = keys.opening.public
    assert verifier(keys).verified(told(keys)) == SealingKey(public.kid, public.suite, public.x)


def test_nobody_elses_word_counts(keys: ProvinceKeys, tmp_path: Path) -> None:
    stranger = ProvinceKeys.in_folder(tmp_path)
    words = [
        told(stranger),
        told(keys, issuer="province-2"),
        told(keys, environment=Environment.PRODUCTION),
        keys.receipts.signed(RECEIPT_TYPE, "{}"),
        keys.receipts.signed("yanqi-sealing-key+jwt", "{}"),
        "",
        "a.b.c",
    ]
    for word in words:
        with pytest.raises(SyncError) as caught:
            verifier(keys).verified(word)
        assert caught.value.fault is SyncFault.WRONG_KEY


@dataclass(slots=True)
class Province:
    """Answers with ``word``, or not at all."""

    word: str | SyncFault
    asked: int = 0

    def sealing_key(self) -> str:
        self.asked += 1
        if isinstance(self.word, SyncFault):
            raise SyncError(self.word)
        return self.word


@dataclass(slots=True)
class Kept:
    keys: list[SealingKey] = field(default_factory=list)

    def take(self, key: SealingKey) -> None:
        self.keys.append(key)


@pytest.mark.parametrize("fault", [SyncFault.INCOMPATIBLE, SyncFault.UNREACHABLE])
def test_an_older_province_is_asked_again_later(keys: ProvinceKeys, fault: SyncFault) -> None:
    clock, kept, province = HandClock(NOW), Kept(), Province(fault)
    errand = SealingKeyErrand(kept, province, verifier(keys), Pace(clock, SystemRandom(), SyncPolicy()))
    assert not errand.run(lambda: True)
    assert province.asked == 0, "somebody stops the program"
    assert not errand.run(lambda: False)
    assert not errand.run(lambda: False)
    assert (province.asked, kept.keys) == (1, [])

    province.word = told(keys)
    clock.advance(timedelta(hours=7))
    assert errand.run(lambda: False)
    assert [key.kid for key in kept.keys] == [keys.opening.kid]
    assert not errand.run(lambda: False)
    errand.lift()
    assert errand.run(lambda: False)
    assert province.asked == 3


def test_a_false_key_is_not_kept(keys: ProvinceKeys, tmp_path: Path) -> None:
    kept = Kept()
    province = Province(told(ProvinceKeys.in_folder(tmp_path)))
    errand = SealingKeyErrand(kept, province, verifier(keys), Pace(HandClock(NOW), SystemRandom(), SyncPolicy()))
    assert not errand.run(lambda: False)
    assert kept.keys == []
