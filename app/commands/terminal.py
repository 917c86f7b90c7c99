"""Opening this PC's terminal for a command, with the environment and the key that were asked for."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.commands.output import answer, complain
from app.paths import find_home
from app.settings import SettingsError, load_settings
from app.storage.errors import StorageError
from sync.words import Environment

if TYPE_CHECKING:
    # the composition root loads everything
    from app.bootstrap import House


class TerminalClosedError(Exception):
    """The terminal could not be opened; what was wrong has been answered already."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which terminal, and how its key is found."""
    parser.add_argument("--training", action="store_true", help="the training store instead of the real one")
    parser.add_argument(
        "--passphrase-stdin", action="store_true", help="read the store's passphrase from standard input (one line)"
    )


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator["House"]:
    """The terminal, closed again at the end. Raises TerminalClosedError after having said why."""
    from app.bootstrap import find_store_key, open_house

    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    try:
        settings = load_settings(home.settings)
        if not home.store.exists():
            answer({"problem": "no_store"})
            complain("there is no store yet: start the window once (yanqi run)")
            raise TerminalClosedError
        house = open_house(home, settings, find_store_key(home, passphrase_from(arguments)).key)
    except SettingsError as error:
        answer({"problem": "settings_invalid", "member": error.member})
        raise TerminalClosedError from error
    except StorageError as error:
        answer({"problem": error.fault.value})
        raise TerminalClosedError from error
    try:
        yield house
    finally:
        house.stop()


def passphrase_from(arguments: argparse.Namespace) -> str | None:
    """The passphrase, when it was to be read from standard input."""
    return sys.stdin.readline().rstrip("\r\n") if arguments.passphrase_stdin else None
