"""``test-link``: tests the way to the province step by step; each step says what it found and how long it took."""

import argparse

from app.commands import terminal
from app.commands.output import NO, YES, Json, answer
from app.paths import find_home
from app.settings import SettingsError, load_settings
from app.usecases.link_test import LinkTestRun
from sync.link_test import LinkProbe, Standing, StepResult
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    terminal.add_arguments(parser)
    parser.add_argument(
        "--province", default=None, metavar="URL", help="test the way to this one, in nobody's name and without a store"
    )


def run(arguments: argparse.Namespace) -> int:
    """One object with a member for each step; 1 when one of them failed."""
    if arguments.province is not None:
        return _at(arguments)
    from app.link_testing import probe_of

    try:
        with terminal.opened(arguments) as house:
            return _told(probe_of(house))
    except terminal.TerminalClosedError:
        return NO


def _at(arguments: argparse.Namespace) -> int:
    from app.link_testing import probe_at
    from app.system import SystemClock

    environment = Environment.TRAINING if arguments.training else Environment.PRODUCTION
    try:
        settings = load_settings(find_home(environment).settings)
        probe = probe_at(arguments.province, environment, SystemClock(), settings)
    except SettingsError as error:
        answer({"problem": "settings_invalid", "member": error.member})
        return NO
    except ValueError:
        answer({"problem": "address_not_allowed"})
        return NO
    return _told(probe)


def _told(probe: LinkProbe) -> int:
    results = LinkTestRun().take(probe)
    well = all(result.found.standing is not Standing.FAILED for result in results)
    answer({"ok": well, "steps": [_step(result) for result in results]})
    return YES if well else NO


def _step(result: StepResult) -> Json:
    return {
        "step": result.step.value,
        "standing": result.found.standing.value,
        "finding": result.found.finding.value,
        "detail": result.found.detail,
        "ms": result.ms,
    }
