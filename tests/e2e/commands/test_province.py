"""``province``: real HTTP from the first line of output on, and a clean end."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.contract import EnrolmentAnswer
from sync.signing import TerminalKey
from sync.words import Environment
from tests.e2e.commands.program import NO, PROJECT, WRONG_USE, YES, environment, yanqi
from tests.support.province import SignedClient, enrolment_body, post_enrolment, unsigned


@dataclass(frozen=True, slots=True)
class Running:
    """A province and the line it began with."""

    process: subprocess.Popen[str]
    line: Mapping[str, str]

    @property
    def url(self) -> str:
        return self.line["url"]

    def ended_by(self, number: signal.Signals) -> tuple[int, str, str]:
        """Exit code and the rest of the output."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def province(home: Path, *words: str) -> Iterator[Running]:
    command: Sequence[str] = (sys.executable, "-m", "app", "province", "--port", "0", *words)
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield Running(process, json.loads(process.stdout.readline()))
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, number: signal.Signals) -> None:
    with province(tmp_path) as running:
        assert running.line.keys() == {"url", "environment", "issuer"}
        assert running.line["environment"] == Environment.TRAINING
        refused = unsigned("GET", f"{running.url}/v1/receipts?after=0")
        assert (refused.status, refused.problem.code) == (401, "signature_missing")

        assert running.ended_by(number) == (YES, "", "")
    data = tmp_path / "training" / "province"
    assert (data / "province.db").exists()
    # closed in order: the write-ahead log is back in the database
    assert not (data / "province.db-wal").exists()


def test_a_terminal_enrols_and_finds_its_place_again_after_a_restart(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    places = ("--data", str(tmp_path / "keys"), "--evidence", str(tmp_path / "files"), "--database", database)
    key = TerminalKey.generate()
    with province(tmp_path, *places, "--issue-code", "--environment", "production") as running:
        assert running.line["environment"] == Environment.PRODUCTION
        reply = post_enrolment(running.url, enrolment_body(running.line["code"], key))
        identity = EnrolmentAnswer.model_validate_json(reply.response.content)
        with SignedClient(running.url, key, identity) as client:
            client.delivered()
        running.ended_by(signal.SIGTERM)

    assert (tmp_path / "elsewhere.db").exists()
    assert (tmp_path / "files").is_dir()
    with province(tmp_path, *places, "--environment", "production") as running:
        with SignedClient(running.url, key, identity) as client:
            assert len(client.receipts().receipts) == 1
        running.ended_by(signal.SIGTERM)


def test_attended_it_gives_out_codes_and_ends_with_its_input(tmp_path: Path) -> None:
    with province(tmp_path, "--attended") as running:
        process = running.process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("issue-code\n")
        process.stdin.flush()
        code = json.loads(process.stdout.readline())["code"]
        assert post_enrolment(running.url, enrolment_body(code, TerminalKey.generate())).status == 200
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (YES, "")


def test_a_taken_port_is_a_no_with_its_reason(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = yanqi("province", "--port", str(taken.getsockname()[1]), home=tmp_path)

    assert (answer.code, answer.out) == (NO, "")
    assert json.loads(answer.err)["error"] == "start_failed"


def test_data_of_the_other_environment_is_not_opened(tmp_path: Path) -> None:
    with province(tmp_path, "--data", str(tmp_path / "data")) as running:
        running.ended_by(signal.SIGTERM)
    answer = yanqi(
        "province", "--port", "0", "--data", str(tmp_path / "data"), "--environment", "production", home=tmp_path
    )

    assert answer.code == NO
    assert json.loads(answer.err)["error"] == "environment_mismatch"


def test_the_port_must_be_named(tmp_path: Path) -> None:
    assert yanqi("province", home=tmp_path).code == WRONG_USE
