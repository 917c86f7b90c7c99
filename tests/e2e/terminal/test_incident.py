"""An incident on a whole terminal: it overtakes what waits, and survives a kill between the card and the report."""

import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.bootstrap import DEFAULT_SYNC_POLICY, House
from app.domain.incident import IncidentForm
from app.domain.inspection import PhotoRole
from app.ports import TerminalIdentity
from app.usecases.attach_photo import TakenPhoto
from sync.policy import SyncPolicy
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.interrupted_incident import EXPLOSIVES, HALF, opened
from tests.support.real_province import province_in
from tests.support.terminal import CLERK, CounterClerk, enrolled_house, house_in, quick_hands, training_home

PROJECT = Path(__file__).parents[3]
BACKLOG = 12
SMALL_BATCHES = SyncPolicy(batch_messages=4)


def reported(clerk: CounterClerk, incident_id: str) -> None:
    """Its form and a picture of the scene, sent."""
    now = datetime.now(UTC)
    form = IncidentForm(name="鞭炮", done=("evacuate", "call"), called=("police",), called_at=now, note="在茶叶罐里")
    scene = TakenPhoto(b"\xff\xd8\xff the scene", PhotoRole.SCENE, now)
    clerk.do(partial(clerk.uses.photograph_scene, incident_id, scene, CLERK))
    clerk.do(partial(clerk.uses.fill_incident, incident_id, EXPLOSIVES, form, CLERK))
    clerk.do(partial(clerk.uses.report_incident, incident_id, CLERK))


def send(house: House, identity: TerminalIdentity, policy: SyncPolicy = DEFAULT_SYNC_POLICY, *, runs: int = 20) -> None:
    """Run the real engine until nothing is due."""
    engine = house.engine(identity, policy)
    try:
        for _ in range(runs):
            if engine.run_once().next_due is None:
                return
        raise AssertionError("still waiting", house.outbox.counts())
    finally:
        engine.close()


def events(books: ProvinceBooks) -> list[object]:
    """What the province was told about incidents, in the order of the chain."""
    return [message.payload["event"] for message in books.messages if message.kind == "incident"]


def test_an_incident_overtakes_a_backlog_of_acceptances(tmp_path: Path) -> None:
    with province_in(tmp_path / "province") as province:
        house = house_in(training_home(tmp_path / "terminal"))
        try:
            identity = enrolled_house(house, province.url, province.issue_code())
            clerk = CounterClerk(house, quick_hands(5))
            for _ in range(BACKLOG):
                clerk.accept(clerk.completed(clerk.open_counter()))
            reported(clerk, opened(clerk))

            send(house, identity, SMALL_BATCHES)

            books = province_books(tmp_path / "province", identity.terminal_id)
            assert books.chain.whole
            assert len(books.messages) == BACKLOG + 2
            first = sorted(books.messages, key=lambda message: message.arrived)[:2]
            assert [message.kind for message in first] == ["incident", "incident"]
            assert [message.sequence for message in first] == [BACKLOG + 1, BACKLOG + 2]
            assert books.awaited_files == 0
            assert events(books) == ["opened", "reported"]
            opening, report = books.messages[-2:]
            assert "sender" not in opening.payload
            assert isinstance(report.payload["sender"], dict)
            evidence = report.payload["evidence"]
            assert isinstance(evidence, list)
            assert [file["role"] for file in evidence if isinstance(file, dict)] == ["scene"]
        finally:
            house.stop()


def test_a_kill_between_the_card_and_the_report_loses_nothing(tmp_path: Path) -> None:
    with province_in(tmp_path / "province") as province:
        house = house_in(training_home(tmp_path / "terminal"))
        identity = enrolled_house(house, province.url, province.issue_code())
        house.stop()

        incident_id = killed_after_half_a_form(tmp_path / "terminal")

        house = house_in(training_home(tmp_path / "terminal"))
        try:
            clerk = CounterClerk(house, quick_hands(7))
            assert clerk.open_counter().parcel is None
            (sheet,) = clerk.do(clerk.uses.list_incidents).open_ones
            assert (sheet.incident.incident_id, sheet.incident.form) == (incident_id, HALF)
            assert sheet.incident.parcel is not None
            assert sheet.incident.waybill_number is not None

            reported(clerk, incident_id)
            send(house, identity)
            books = province_books(tmp_path / "province", identity.terminal_id)
            assert events(books) == ["opened", "reported"]
            assert books.chain.whole
            assert books.awaited_files == 0
            assert house.check_audit().ok
        finally:
            house.stop()


def killed_after_half_a_form(home: Path) -> str:
    """The id that the terminal said before it was killed."""
    command = [sys.executable, "-m", "tests.support.interrupted_incident", str(home)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as terminal:
        assert terminal.stdout is not None
        incident_id = terminal.stdout.readline().strip()
        terminal.kill()
    assert incident_id
    return incident_id
