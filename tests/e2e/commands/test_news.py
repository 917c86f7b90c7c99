"""``news`` on a real store under a passphrase: ages, notices, and a clerk who has read one."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from pydantic import JsonValue

from app.__main__ import main
from app.benchmarks.parcels import enrolled_offline
from app.bootstrap import House, find_store_key
from app.domain.clerk import Clerk, ClerkNumber
from app.storage.province_news import StoreChanges
from app.usecases.province_customers import TakeProvinceCustomers
from sync.ports import Change
from sync.words import ChangeKind
from tests.e2e.commands.program import NO, PASSPHRASE, YES
from tests.support.builders import customer
from tests.support.terminal import house_in, training_home
from tests.support.told_news import RESPONSIBLE, customer_body, filed, notice_body

CLERK = ClerkNumber("1001")


def filled(house: House) -> None:
    """An enrolled terminal with a clerk, a customer of its own, and what the province told an hour ago."""
    enrolled_offline(house)
    now = house.clock.now()
    house.store.run(lambda unit: unit.clerks.add(Clerk(CLERK, "样例甲", "hash")))
    house.store.run(lambda unit: unit.customers.save(customer(), clerk=CLERK, at=now))
    told = [
        Change(1, ChangeKind.NOTICE, now, notice_body(), "a.1.c"),
        Change(2, ChangeKind.AGREEMENT_CUSTOMER, now, customer_body(customer=filed()), "a.2.c"),
    ]
    changes = StoreChanges(house.store, house.events.publish)
    changes.take(told, 2, now)
    changes.looked(now)
    house.store.submit(TakeProvinceCustomers(house.counter, house.vault)).result()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = training_home(tmp_path / "home")
    house = house_in(home, find_store_key(home, PASSPHRASE).key)
    try:
        filled(house)
    finally:
        house.stop()
    return home.root


@pytest.fixture
def news(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, dict[str, JsonValue]]]:
    """Run the command in this process: its exit code and its line."""

    def run(*words: str) -> tuple[int, dict[str, JsonValue]]:
        monkeypatch.setenv("YANQI_HOME", str(home))
        monkeypatch.setattr("sys.stdin", StringIO(f"{PASSPHRASE}\n"))
        code = main(["news", "--training", "--passphrase-stdin", *words])
        (line,) = capsys.readouterr().out.splitlines()
        return code, json.loads(line)

    return run


def test_what_was_told_is_listed_and_read(news: Callable[..., tuple[int, dict[str, JsonValue]]]) -> None:
    code, listed = news()
    assert code == YES
    ages = listed["ages"]
    assert isinstance(ages, list)
    assert [(age["kind"], age["freshness"]) for age in ages if isinstance(age, dict)] == [
        ("customers", "fresh"),
        ("notices", "fresh"),
        ("spot_checks", "fresh"),
        ("policy", "never"),
    ]
    assert listed["unread"] == 1
    assert listed["clashes"] == [{"entry": "c-1", "revision": 1, "against": ["customer-1"]}]
    assert RESPONSIBLE not in json.dumps(listed, ensure_ascii=False), "people are named on the page alone"

    words = ("read", "--notice", "n-1", "--revision", "1", "--clerk", CLERK)
    code, read = news(*words)
    assert (code, read["notice"], read["revision"]) == (YES, "n-1", 1)
    assert news(*words) == (NO, {"problem": "nothing_to_read"})
    assert news()[1]["unread"] == 0
