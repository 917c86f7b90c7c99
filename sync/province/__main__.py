"""``python -m sync.province``: the reference province from the command line.

Once it answers, one JSON line is printed: ``{"url", "environment", "issuer", "code"?}``. With ``--attended`` it reads
its standard input: each line ``issue-code`` is answered with ``{"code"}``, and the end of input stops it. Otherwise it
serves until it is interrupted.
"""

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import FrameType

from sync.province.child import CODE_REQUEST
from sync.province.errors import ProvinceError
from sync.province.policy_packs import parts_in
from sync.province.province import Province
from sync.province.serve import LOOPBACK, EmbeddedProvince, run_forever
from sync.province.settings import ProvinceSettings
from sync.words import Environment


def main(arguments: Sequence[str]) -> int:
    """Run it; 0 after a normal end, 1 when it could not start, 2 on wrong use."""
    options = _parser().parse_args(arguments)
    settings = ProvinceSettings.in_folder(
        options.data,
        environment=Environment(options.environment),
        database_url=options.database,
        evidence_dir=options.evidence,
        enrolment_term=timedelta(days=options.enrolment_days) if options.enrolment_days else None,
    )
    try:
        if options.policy is not None:
            _publish(settings, options.policy)
        if options.attended:
            _serve_attended(settings, options.host, options.port, with_code=options.issue_code)
        else:
            _serve_alone(settings, options.host, options.port, with_code=options.issue_code)
    except ProvinceError as error:
        print(json.dumps({"error": error.fault.value, "detail": error.detail}), file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sync.province", description="The reference province.")
    parser.add_argument("--host", default=LOOPBACK)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--data", type=Path, required=True, help="folder of the province's key, and of the rest")
    parser.add_argument("--database", help="SQLAlchemy URL; without it, SQLite in the data folder")
    parser.add_argument("--evidence", type=Path, help="folder of the files; without it, in the data folder")
    parser.add_argument("--environment", choices=[name.value for name in Environment], default="training")
    parser.add_argument(
        "--policy", type=Path, help="publish the rules in this folder before serving, if they are newer"
    )
    parser.add_argument(
        "--enrolment-days", type=int, default=0, help="how long an enrolment lasts until it is renewed; 0: for good"
    )
    parser.add_argument("--issue-code", action="store_true", help="print an enrolment code with the address")
    parser.add_argument("--attended", action="store_true", help="stop when standard input closes")
    return parser


def _publish(settings: ProvinceSettings, folder: Path) -> None:
    province = Province.open(settings)
    try:
        province.policy.publish(parts_in(folder))
    finally:
        province.close()


def _serve_alone(settings: ProvinceSettings, host: str, port: int, *, with_code: bool) -> None:
    def announce(province: Province, url: str) -> None:
        _announce(settings, url, province.issue_code() if with_code else None)

    run_forever(settings, host, port, announce)


def _serve_attended(settings: ProvinceSettings, host: str, port: int, *, with_code: bool) -> None:
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(KeyboardInterrupt), EmbeddedProvince(settings, host=host, port=port) as province:
        _announce(settings, province.url, province.issue_code() if with_code else None)
        for line in sys.stdin:
            if line.strip() == CODE_REQUEST:
                _print_line({"code": province.issue_code()})


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _announce(settings: ProvinceSettings, url: str, code: str | None) -> None:
    line = {"url": url, "environment": settings.environment.value, "issuer": settings.issuer}
    _print_line(line if code is None else line | {"code": code})


def _print_line(line: dict[str, str]) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 - the command's answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
