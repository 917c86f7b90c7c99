"""The helper process of a vendor's card library (``sdtapi.dll``, or a Linux ``.so`` with the same ``SDT_`` names).

It answers the frames of a serial reader by calls into the library, so that the driver above is the same for both.
Signatures: public wrappers and headers (V); the codes below 10 with which a library speaks of its own line are recalled
(R). Standard library only: a 32-bit interpreter without any package runs it, for the libraries in the field are 32-bit.

Invariants:
- The functions that read fingerprints are never looked up, and nothing is written to disk.
- What the library prints never mixes with the answers.
- It ends by itself when its standard input is closed, or when a call hangs.
"""

import ctypes
import faulthandler
import os
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NoReturn

from devices.id_reader.commands import (
    NEW_ADDRESS_SIZE,
    PORTRAIT_SIZE,
    SAM_ID_SIZE,
    TEXT_SIZE,
    Command,
    card_reply,
)
from devices.id_reader.frames import BadFrame, Reply, Request, RequestParser, encode_reply
from devices.id_reader.statuses import Status
from devices.id_reader.vendor_contract import CALL_SECONDS, HELLO, HelperEnd, library_bits
from devices.traceless import leave_no_traces

_ROOM: Final = 4096
"""Bytes of each buffer: more than the longest answer, for a library that writes past what it promises."""
_PORT_LOST, _TIMED_OUT, _GARBLED = 0x01, 0x02, 0x03
"""What the library says of its line: not open, no answer, bad check sum (R)."""
_IS_OPEN: Final = 0
"""The last argument: the port is open already, leave it so."""
_HEAD: Final = 1024


class HelperEnded(Exception):  # noqa: N818 # an end, not an error
    """The helper cannot go on."""

    def __init__(self, end: HelperEnd) -> None:
        super().__init__(end.name)
        self.end = end


class VendorLibrary:
    """The library with its port open. Raises HelperEnded when that cannot be had."""

    def __init__(self, path: Path, port: int) -> None:
        self._library = _loaded(path)
        self._port = port
        self._first, self._second = ctypes.create_string_buffer(_ROOM), ctypes.create_string_buffer(_ROOM)
        self._calls: dict[Command, Callable[[], Reply | None]] = {
            Command.RESET_SAM: lambda: self._plain("SDT_ResetSAM"),
            Command.SAM_STATUS: lambda: self._plain("SDT_GetSAMStatus"),
            Command.SAM_ID: lambda: self._filled("SDT_GetSAMID", SAM_ID_SIZE),
            Command.FIND_CARD: lambda: self._filled("SDT_StartFindIDCard", 4),
            Command.SELECT_CARD: lambda: self._filled("SDT_SelectIDCard", 8),
            Command.READ_CARD: self._card,
            Command.READ_NEW_ADDRESS: self._new_address,
        }
        if self._call("SDT_OpenPort") != Status.SUCCESS:
            raise HelperEnded(HelperEnd.PORT_CLOSED)

    def answer(self, request: Request) -> Reply | None:
        """What a reader would answer; None: it would be silent."""
        try:
            command = Command((request.command, request.parameter))
        except ValueError:
            return Reply(0, 0, Status.BAD_COMMAND)
        return self._calls[command]()

    def close(self) -> None:
        """Close the port."""
        self._call("SDT_ClosePort")

    def _plain(self, name: str) -> Reply | None:
        return _told(self._call(name, _IS_OPEN))

    def _filled(self, name: str, size: int) -> Reply | None:
        return _told(self._call(name, self._first, _IS_OPEN), lambda: self._first.raw[:size])

    def _card(self) -> Reply | None:
        text_size, portrait_size = ctypes.c_uint32(), ctypes.c_uint32()
        result = self._call(
            "SDT_ReadBaseMsg",
            self._first,
            ctypes.byref(text_size),
            self._second,
            ctypes.byref(portrait_size),
            _IS_OPEN,
        )
        if result != Status.SUCCESS:
            return _told(result)
        return card_reply(self._first.raw[:TEXT_SIZE], self._second.raw[:PORTRAIT_SIZE])

    def _new_address(self) -> Reply | None:
        size = ctypes.c_uint32()
        result = self._call("SDT_ReadNewAppMsg", self._first, ctypes.byref(size), _IS_OPEN)
        return _told(result, lambda: self._first.raw[:NEW_ADDRESS_SIZE])

    def _call(self, name: str, *arguments: object) -> int:
        for buffer in (self._first, self._second):
            ctypes.memset(buffer, 0, _ROOM)  # never one card's bytes under the next one's
        function = getattr(self._library, name, None)
        if function is None:
            raise HelperEnded(HelperEnd.NO_SDT_LIBRARY)
        faulthandler.dump_traceback_later(CALL_SECONDS, exit=True, file=2)
        result = int(function(self._port, *arguments))
        faulthandler.cancel_dump_traceback_later()
        return result


def _told(result: int, data: Callable[[], bytes] = bytes) -> Reply | None:
    """The reply that a function's result stands for. Raises HelperEnded when the port is lost."""
    if result == _PORT_LOST:
        raise HelperEnded(HelperEnd.PORT_GONE)
    if result == _TIMED_OUT:
        return None
    if result == _GARBLED:
        return Reply(0, 0, Status.UNRECOGNISED_ERROR)  # which asks again
    found = result in (Status.SUCCESS, Status.CARD_FOUND)
    return Reply(0, 0, result & 0xFF, data() if found else b"")


def _loaded(path: Path) -> ctypes.CDLL:
    try:
        with path.open("rb") as file:
            bits = library_bits(file.read(_HEAD))
    except OSError:
        raise HelperEnded(HelperEnd.NO_LIBRARY) from None
    if bits is not None and bits != struct.calcsize("P") * 8:
        raise HelperEnded(HelperEnd.OTHER_WORD_SIZE)
    try:
        # its neighbours (dewlt, usb drivers) are looked for beside it
        if sys.platform == "win32":
            return ctypes.WinDLL(str(path), winmode=0x0008)  # LOAD_WITH_ALTERED_SEARCH_PATH
        else:  # noqa: RET505 # for the type check of either system
            return ctypes.CDLL(str(path))
    except OSError:
        raise HelperEnded(HelperEnd.NO_LIBRARY) from None


def serve(library: str, port: int) -> NoReturn:
    """Answer requests on standard input until it is closed, and end this process."""
    leave_no_traces()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    answers = os.dup(1)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    try:
        _answer_all(VendorLibrary(Path(library), port), answers)
    except HelperEnded as ended:
        os._exit(ended.end)
    except BaseException:  # noqa: BLE001 - the top of the process: nobody reads what it says
        os._exit(HelperEnd.FAILED)
    os._exit(HelperEnd.DONE)


def _answer_all(library: VendorLibrary, answers: int) -> None:
    _write(answers, HELLO)
    parser = RequestParser()
    while asked := os.read(0, _ROOM):
        for item in parser.feed(asked):
            reply = Reply(0, 0, Status.BAD_CHECKSUM_RECEIVED) if isinstance(item, BadFrame) else library.answer(item)
            if reply is not None:
                _write(answers, encode_reply(reply))
    library.close()


def _write(answers: int, data: bytes) -> None:
    while data:
        data = data[os.write(answers, data) :]


def main(words: Sequence[str]) -> NoReturn:
    """Two words: the library's path, the port's number."""
    serve(words[0], int(words[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
