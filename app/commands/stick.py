"""What the three commands of the sealed stick have in common."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.commands import terminal
from app.commands.output import answer
from sync.bundle.errors import BundleError
from sync.errors import SyncError

if TYPE_CHECKING:
    from app.stick_usecases import StickUseCases

Result = TypeVar("Result")


def done_with_stick(arguments: argparse.Namespace, work: Callable[["StickUseCases"], Result]) -> Result | None:
    """The result of ``work``, or None after having answered why there is none."""
    from app.stick_usecases import StickUseCases

    try:
        with terminal.opened(arguments) as house:
            return work(StickUseCases(house))
    except BundleError as error:
        answer({"problem": error.fault.value, "detail": error.detail})
    except SyncError as error:
        answer({"problem": error.fault.value})
    except terminal.TerminalClosedError:
        pass
    return None
