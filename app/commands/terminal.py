"""Opening this PC's terminal for a command, with the environment and the key that were asked for."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.commands.output import answer, complain
from app.domain.errors import DomainError
from app.paths import Home, find_home
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
    """The terminal, closed again at the end.

    Raises TerminalClosedError after having said why; a store that fails in the middle is told in the same way.
    """
    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    try:
        house = _house(arguments, home)
        try:
            yield house
        finally:
            house.stop()
    except SettingsError as error:
        answer({"problem": "settings_invalid", "member": error.member})
        raise TerminalClosedError from error
    except DomainError as error:
        answer({"problem": error.fault.value, "part": error.detail})
        raise TerminalClosedError from error
    except StorageError as error:
        answer({"problem": error.fault.value})
        raise TerminalClosedError from error


def _house(arguments: argparse.Namespace, home: Home) -> "House":
    from app.bootstrap import find_store_key, open_house
    from app.storage.store import store_exists

    settings = load_settings(home.settings)
    if not store_exists(home.store):
        answer({"problem": "no_store"})
        complain("there is no store yet: start the window once (yanqi run)")
        raise TerminalClosedError
    key = find_store_key(home, passphrase_from(arguments), may_begin_anew=False)
    return open_house(home, settings, key.key)


def passphrase_from(arguments: argparse.Namespace) -> str | None:
    """The passphrase, when it was to be read from standard input."""
    return sys.stdin.readline().rstrip("\r\n") if arguments.passphrase_stdin else None
