"""An interruption on a whole terminal: told before the records, handed in on paper, closed when all has arrived."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import House
from app.domain.outage import OutageForm
from app.events import SyncStatus
from app.outage_usecases import OutageUseCases
from app.ports import TerminalIdentity
from app.usecases.outage_results import OutageSheetData
from sync.policy import SyncPolicy
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.office import main as office_main
from sync.province.province import Province
from sync.province.settings import ProvinceSettings
from sync.report_seal import sealed_text
from sync.state import MessageState
from tests.e2e.terminal.province_books import ProvinceBooks, province_books
from tests.support.real_province import province_in
from tests.support.terminal import CLERK, CounterClerk, enrolled_house, house_in, quick_hands, training_home

BACKLOG = 6
SMALL_BATCHES = SyncPolicy(batch_messages=3)
CUT = OutageForm("line_fault", measures=("kept_checking",), words="光缆被挖断")


def send(house: House, identity: TerminalIdentity) -> None:
    """Run the real engine until nothing is due, and let the watch hear of it."""
    engine = house.engine(identity, SMALL_BATCHES)
    try:
        for _ in range(20):
            report = engine.run_once()
            if report.next_due is None:
                break
    finally:
        engine.close()
    house.link_watch.sync(SyncStatus(house.outbox.counts(), report.fault, datetime.now(UTC), running=False))
    house.store.submit(lambda: None).result()  # the look before it is through


def events(books: ProvinceBooks) -> list[object]:
    return [message.payload["event"] for message in books.messages if message.kind == "interruption"]


def reported(house: House, uses: OutageUseCases) -> OutageSheetData:
    """A clerk tells of an interruption, and prints it."""
    told = house.store.submit(partial(uses.report, None, CUT, CLERK)).result()
    return house.store.submit(partial(uses.read_sheet, told.subject_id)).result()


def test_a_report_comes_on_paper_first_and_by_wire_later_once_in_effect(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "province"
    house = house_in(training_home(tmp_path / "terminal"))
    try:
        with province_in(data) as province:
            identity = enrolled_house(house, province.url, province.issue_code())
            clerk = CounterClerk(house, quick_hands(5))
            for _ in range(BACKLOG):
                clerk.accept(clerk.completed(clerk.open_counter()))
            uses = OutageUseCases(house)
            sheet = reported(house, uses)

            answers = []
            for _ in range(2):
                assert office_main(["--data", str(data), "take-report", sheet.qr_text]) == 0
                answers.append(json.loads(capsys.readouterr().out))
            assert [answer["outcome"] for answer in answers] == ["received", "duplicate"]
            assert answers[0]["payload"]["words"] == "光缆被挖断"
            assert answers[0]["message_id"] == sheet.message_id

            send(house, identity)
            send(house, identity)

            books = province_books(data, identity.terminal_id)
            assert books.chain.whole
            assert events(books) == ["reported", "closed"]
            first = min(books.messages, key=lambda message: message.arrived)
            assert (first.kind, first.message_id) == ("interruption", sheet.message_id)
            (entry,) = house.store.submit(uses.board).result().entries
            assert [filed.state for filed in entry.filings] == [MessageState.DELIVERED] * 2
            assert all(filed.receipt for filed in entry.filings)
            closed = books.messages[-1].payload
            assert (closed["cause"], closed["late_records"]) == ("line_fault", 0)
    finally:
        house.stop()


def test_the_office_believes_only_what_a_terminal_of_its_own_has_signed(tmp_path: Path) -> None:
    data = tmp_path / "province"
    house = house_in(training_home(tmp_path / "terminal"))
    try:
        with province_in(data) as province:
            identity = enrolled_house(house, province.url, province.issue_code())
            sheet = reported(house, OutageUseCases(house))
            accepted = CounterClerk(house, quick_hands(5))
            message_id = accepted.accept(accepted.completed(accepted.open_counter())).message_id
            body = accepted.look(lambda work: work.outbox.body(message_id)) or b""
            forged = sealed_text(body, bytes(32))
            parcel = sealed_text(body, identity.private_key)
        office = Province.open(ProvinceSettings.in_folder(data), sweep=False)
        try:
            for text, reason in (
                ("YQ1:ABC", "not_a_report"),
                (sheet.qr_text[:-2], "not_a_report"),
                (forged, "bad_signature"),
                (parcel, "kind"),
            ):
                with pytest.raises(ProvinceError) as refused:
                    office.paper_reports.take(text)
                assert (refused.value.fault, refused.value.detail) == (ProvinceFault.REPORT_REFUSED, reason)
            office.revoke(identity.terminal_id)
            with pytest.raises(ProvinceError) as refused:
                office.paper_reports.take(sheet.qr_text)
            assert refused.value.fault is ProvinceFault.NOBODY_THERE
        finally:
            office.close()
    finally:
        house.stop()
