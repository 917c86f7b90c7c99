"""A whole stick at once: everything a clerk does after plugging one in.

Invariants:
- One file that cannot be used holds back no other; only a broken link ends the round, and the next one resumes.
- Files of other terminals are left as they are.
"""

from pathlib import Path

from app.usecases.stick import Carried, CarryBundle, ExportBundle, TakeReceipts
from app.usecases.stick_results import CarriedStick, ReceivedStick, Watch, WrittenStick
from sync.bundle.errors import BundleError
from sync.bundle.header import BUNDLE_SUFFIX
from sync.bundle.receipt_files import RECEIPTS_SUFFIX
from sync.contract import BundleState
from sync.words import BundleFault


class StickFolder:
    """The three things that are done with a stick. Each runs on any thread but the store's."""

    def __init__(self, export: ExportBundle, carry: CarryBundle, take: TakeReceipts) -> None:
        self._export = export
        self._carry = carry
        self._take = take

    def write(self, folder: Path, watch: Watch) -> WrittenStick:
        """Seal what waits into the folder. Raises as :class:`app.usecases.stick.ExportBundle`."""
        if not folder.is_dir():
            raise BundleError(BundleFault.UNREADABLE)
        written = self._export(folder, should_stop=watch.is_stopped, on_progress=watch.tell)
        return WrittenStick(len(written.parts), written.messages, written.files, written.left_out, written.size)

    def carry(self, folder: Path, watch: Watch) -> CarriedStick:
        """Bring every part in the folder. Raises BundleError(NOTHING_FOUND, STOPPED), DomainError, SyncError."""
        carried: list[Carried] = []
        refused: list[BundleFault] = []
        for path in _files(folder, BUNDLE_SUFFIX):
            try:
                carried.append(
                    self._carry(path, pause=watch.pause, should_stop=watch.is_stopped, on_progress=watch.tell)
                )
            except BundleError as error:
                if error.fault is BundleFault.STOPPED:
                    raise
                refused.append(error.fault)
        taken = [one.carried.status for one in carried if one.carried.status.state is BundleState.TAKEN]
        return CarriedStick(
            taken=len(taken),
            known=refused.count(BundleFault.KNOWN),
            in_work=len(carried) - len(taken),
            messages=sum(status.counts.received + status.counts.duplicates for status in taken),
            files=sum(status.counts.files for status in taken),
            refused=tuple(fault for fault in refused if fault is not BundleFault.KNOWN),
        )

    def receive(self, folder: Path, watch: Watch) -> ReceivedStick:
        """Take every file of receipts in the folder. Raises BundleError(NOTHING_FOUND), DomainError, StorageError."""
        files = delivered = others = 0
        refused: list[BundleFault] = []
        for path in _files(folder, RECEIPTS_SUFFIX):
            if watch.is_stopped():
                raise BundleError(BundleFault.STOPPED)
            try:
                delivered += self._take(path).messages_delivered
                files += 1
            except BundleError as error:
                if error.fault is BundleFault.OTHER_TERMINAL:
                    others += 1
                else:
                    refused.append(error.fault)
        return ReceivedStick(files, delivered, self._take.waiting(), others, tuple(refused))


def _files(folder: Path, suffix: str) -> list[Path]:
    """By name, so that the parts of one bundle stand together. macOS puts hidden files beside each: they are none."""
    if not folder.is_dir():
        raise BundleError(BundleFault.UNREADABLE)
    try:
        found = sorted(path for path in folder.glob(f"[!.]*{suffix}") if path.is_file())
    except OSError as error:
        raise BundleError(BundleFault.UNREADABLE, type(error).__name__) from error
    if not found:
        raise BundleError(BundleFault.NOTHING_FOUND)
    return found
