"""Starting, stopping, throttling and failing: the province as a thread, as a child and as a command."""

import contextlib
import json
import logging
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest

from sync.province.app import DOCUMENT_PATH, openapi_document
from sync.province.child import SubprocessProvince
from sync.province.errors import ProvinceError, ProvinceFault
from sync.province.serve import EmbeddedProvince
from sync.province.settings import ProvinceSettings, Throttle
from sync.words import Environment, Outcome, ProblemCode
from tests.support.province import SignedClient, batch_body, unsigned

ROOT = Path(__file__).resolve().parents[3]


class Gate:
    """An admission that a test opens and closes."""

    def __init__(self) -> None:
        self.throttle: Throttle | None = None

    def __call__(self) -> Throttle | None:
        return self.throttle


def rename_table(data_dir: Path, name: str, new_name: str) -> None:
    """Break a running province's database, or mend it."""
    with contextlib.closing(sqlite3.connect(data_dir / "province.db", isolation_level=None)) as other:
        other.execute(f"ALTER TABLE {name} RENAME TO {new_name}")


class TestEmbedded:
    def test_it_leaves_no_thread_behind(self, tmp_path: Path) -> None:
        before = set(threading.enumerate())
        with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path)) as province:
            with SignedClient.enrolled(province.url, province.issue_code()) as client:
                client.delivered()
            assert set(threading.enumerate()) > before
        assert set(threading.enumerate()) == before

    def test_starting_and_stopping_twice_is_fine(self, tmp_path: Path) -> None:
        province = EmbeddedProvince(ProvinceSettings.in_folder(tmp_path))
        province.start()
        url = province.url
        province.start()
        assert province.url == url
        province.stop()
        province.stop()
        with pytest.raises(ProvinceError) as caught:
            province.issue_code()
        assert caught.value.fault is ProvinceFault.NOT_RUNNING

    def test_it_takes_its_port_again_at_once(self, tmp_path: Path) -> None:
        settings = ProvinceSettings.in_folder(tmp_path)
        with EmbeddedProvince(settings) as first:
            url = first.url
            client = SignedClient.enrolled(url, first.issue_code())
            message = client.delivered()
        with EmbeddedProvince(settings, port=int(url.rpartition(":")[2])) as second:
            assert second.url == url
            assert client.send(message)[0].outcome is Outcome.DUPLICATE
        client.close()

    def test_a_port_in_use_is_an_error(self, tmp_path: Path) -> None:
        with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path / "a")) as first:
            second = EmbeddedProvince(
                ProvinceSettings.in_folder(tmp_path / "b"), port=int(first.url.rpartition(":")[2])
            )
            with pytest.raises(ProvinceError) as caught:
                second.start()
        assert caught.value.fault is ProvinceFault.START_FAILED

    def test_training_data_never_becomes_production_data(self, tmp_path: Path) -> None:
        with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path)):
            pass
        settings = ProvinceSettings.in_folder(tmp_path, environment=Environment.PRODUCTION)
        with pytest.raises(ProvinceError) as caught:
            EmbeddedProvince(settings).start()
        assert caught.value.fault is ProvinceFault.ENVIRONMENT_MISMATCH

    def test_a_database_that_cannot_be_reached_is_an_error(self, tmp_path: Path) -> None:
        settings = ProvinceSettings.in_folder(
            tmp_path, database_url=f"postgresql+psycopg://nobody@/nothing?host={tmp_path}"
        )
        with pytest.raises(ProvinceError) as caught:
            EmbeddedProvince(settings).start()
        assert caught.value.fault is ProvinceFault.DATABASE_UNAVAILABLE

    def test_its_clock_is_the_date_of_its_answers(self, tmp_path: Path) -> None:
        noon = datetime(2020, 2, 29, 12, 0, tzinfo=UTC)
        with (
            EmbeddedProvince(ProvinceSettings.in_folder(tmp_path, now=lambda: noon)) as province,
            SignedClient.enrolled(province.url, province.issue_code()) as client,
        ):
            reply = client.call("GET", "/v1/receipts")
            assert (reply.status, reply.problem.code) == (401, ProblemCode.DATE_OUT_OF_WINDOW)
            assert parsedate_to_datetime(reply.headers["Date"]) == noon
            client.now = noon
            assert client.call("GET", "/v1/receipts").status == 200


class TestTrouble:
    def test_a_throttled_terminal_is_told_how_long(self, tmp_path: Path) -> None:
        gate = Gate()
        until = datetime(2030, 1, 1, tzinfo=UTC)
        with (
            EmbeddedProvince(ProvinceSettings.in_folder(tmp_path, admission=gate)) as province,
            SignedClient.enrolled(province.url, province.issue_code()) as client,
        ):
            body = batch_body([client.freeze().body]).ljust(3_000_000)
            gate.throttle = Throttle(429, timedelta(seconds=1.5))
            busy = client.post_messages(body)
            gate.throttle = Throttle(503, until)
            closed = client.post_messages(body)
            gate.throttle = None
            assert client.post_messages(body).batch.results[0].outcome is Outcome.RECEIVED
        assert (busy.status, busy.problem.code, busy.headers["Retry-After"]) == (429, ProblemCode.THROTTLED, "2")
        assert (closed.status, closed.problem.code) == (503, ProblemCode.UNAVAILABLE)
        assert closed.headers["Retry-After"] == format_datetime(until, usegmt=True)

    def test_a_broken_database_is_a_pause_not_a_loss(self, tmp_path: Path) -> None:
        settings = ProvinceSettings.in_folder(tmp_path)
        with (
            EmbeddedProvince(settings) as province,
            SignedClient.enrolled(province.url, province.issue_code()) as client,
        ):
            message = client.freeze()
            rename_table(tmp_path, "messages", "elsewhere")
            reply = client.post_messages(batch_body([message.body]))
            rename_table(tmp_path, "elsewhere", "messages")
            assert (reply.status, reply.problem.code) == (503, ProblemCode.UNAVAILABLE)
            assert int(reply.headers["Retry-After"]) > 0
            assert client.receipts().receipts == []
            assert client.send(message)[0].outcome is Outcome.RECEIVED

    def test_the_unexpected_is_answered_and_logged_without_its_words(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken() -> Throttle | None:
            raise LookupError("13800000000")

        caplog.set_level(logging.DEBUG)
        with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path, admission=broken)) as province:
            reply = unsigned("POST", f"{province.url}/v1/messages", b"13900000000")
        assert (reply.status, reply.problem.code) == (500, ProblemCode.UNAVAILABLE)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "unexpected LookupError" in caplog.text
        assert "13800000000" not in caplog.text
        assert "13900000000" not in caplog.text


class TestChild:
    def test_it_serves_from_another_process_and_ends_with_its_input(self, tmp_path: Path) -> None:
        with SubprocessProvince(tmp_path) as province:
            with SignedClient.enrolled(province.url, province.issue_code()) as client:
                message = client.delivered()
                url = province.url
            with SignedClient.enrolled(province.url, province.issue_code()) as second:
                assert second.identity.terminal_id != client.identity.terminal_id
        with SubprocessProvince(tmp_path, port=int(url.rpartition(":")[2])) as again, client.at(again.url) as later:
            assert later.send(message)[0].outcome is Outcome.DUPLICATE

    def test_a_child_that_cannot_start_is_an_error(self, tmp_path: Path) -> None:
        with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path)):
            pass
        with pytest.raises(ProvinceError) as caught:
            SubprocessProvince(tmp_path, environment=Environment.PRODUCTION).start()
        assert caught.value.fault is ProvinceFault.START_FAILED

    def test_a_missing_program_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ProvinceError) as caught:
            SubprocessProvince(tmp_path, command=[str(tmp_path / "none")]).start()
        assert caught.value.fault is ProvinceFault.START_FAILED

    def test_it_is_light_to_import(self) -> None:
        code = "import sys, sync.province.child; print(sorted({'fastapi', 'sqlalchemy', 'uvicorn'} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
        assert done.stdout.strip() == "[]"


def test_the_command_serves_until_it_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sync.province", "--data", str(tmp_path), "--issue-code"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        line = json.loads(process.stdout.readline())
        try:
            with SignedClient.enrolled(line["url"], line["code"]) as client:
                client.delivered()
        finally:
            process.terminate()
        process.wait(30)
    assert line["environment"] == "training"


def test_the_document_describes_every_call_and_all_its_references_exist(tmp_path: Path) -> None:
    document = openapi_document()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/v1/terminals",
        "/v1/messages",
        "/v1/receipts",
        "/v1/evidence",
        "/v1/evidence/{upload_id}",
        "/v1/policy",
        "/v1/changes",
        "/v1/sealing-key",
        "/v1/bundles",
        "/v1/bundles/{upload_id}",
        "/v1/bundles/{upload_id}/receipts",
    }
    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    named = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(schemas)
    assert {"Message", "AcceptancePayload", "RefusalPayload", "ReceiptClaims", "Problem"} <= set(schemas)
    assert {
        "AcceptancePayloadV3",
        "AcceptancePayloadV4",
        "RelocationPayload",
        "RefusalPayloadV3",
        "IncidentPayload",
        "InterruptionPayload",
        "HandoverPayload",
        "PersonAtCounterPart",
        "AgreementPart",
    } <= set(schemas)
    assert {"SealingKeyClaims", "BundleStatus"} <= set(schemas)
    assert {
        "PolicyPackClaims",
        "ChangeClaims",
        "SpotCheckAnnouncement",
        "SpotCheckRequest",
        "Notice",
        "AgreementCustomer",
    } <= set(schemas)
    assert {"NoticeReadPayload", "DeviceHealthPayload"} <= set(schemas)
    assert "HTTPValidationError" not in text
    with EmbeddedProvince(ProvinceSettings.in_folder(tmp_path)) as province:
        served = unsigned("GET", f"{province.url}{DOCUMENT_PATH}")
    assert served.response.json() == document
