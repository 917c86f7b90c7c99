"""Windows' side of Raw Input: a message-only window on the device's thread, over ctypes. Nothing to install.

Invariants:
- The window, its class and the registration live and die on the thread that opened them: Raw Input posts there.
- It listens in the background, too (RIDEV_INPUTSINK), and takes nothing away from any window.
- On other systems the module imports, and opening raises DeviceError NO_DRIVER.
"""

import sys
from collections.abc import Sequence

from devices.errors import DeviceError, DeviceFault
from devices.usb_identity import UsbIdentity

if sys.platform != "win32":

    class WindowsRawInput:
        """There is no Raw Input here."""

        def __init__(self, device: str, wanted: UsbIdentity) -> None:
            self._device = device
            self._wanted = wanted

        def open(self) -> None:
            """Raises DeviceError NO_DRIVER."""
            raise DeviceError(DeviceFault.NO_DRIVER, self._device, f"{self._wanted}: Raw Input needs Windows")

        def read(self, timeout: float) -> Sequence[bytes]:
            """Raises DeviceError REMOVED: it was never open."""
            raise DeviceError(DeviceFault.REMOVED, self._device, f"nothing for {timeout} s")

        def close(self) -> None:
            """Harmless."""

else:
    import ctypes
    from ctypes import wintypes
    from typing import Final

    from devices.scanner.raw_input import is_device, parse_raw_key

    _WM_INPUT: Final = 0x00FF
    _WM_INPUT_DEVICE_CHANGE: Final = 0x00FE
    _REMOVAL: Final = 2
    _RID_INPUT: Final = 0x10000003
    _RIDI_DEVICENAME: Final = 0x20000007
    _RIDEV_REMOVE: Final = 0x00000001
    _RIDEV_INPUTSINK: Final = 0x00000100
    _RIDEV_DEVNOTIFY: Final = 0x00002000
    _RIM_TYPEKEYBOARD: Final = 1
    _GENERIC_DESKTOP, _KEYBOARD = 1, 6
    _HWND_MESSAGE: Final = -3
    _QS_ALLINPUT: Final = 0x04FF
    _PM_REMOVE: Final = 1
    _FAILED: Final = 0xFFFFFFFF
    _HEADER_SIZE: Final = 8 + 2 * ctypes.sizeof(ctypes.c_void_p)

    class _RawInputDevice(ctypes.Structure):
        _fields_ = (
            ("usage_page", wintypes.USHORT),
            ("usage", wintypes.USHORT),
            ("flags", wintypes.DWORD),
            ("target", wintypes.HWND),
        )

    class _RawInputDeviceList(ctypes.Structure):
        _fields_ = (("device", wintypes.HANDLE), ("kind", wintypes.DWORD))

    _user32 = ctypes.WinDLL("user32", use_last_error=True)
    _user32.CreateWindowExW.restype = wintypes.HWND
    _user32.CreateWindowExW.argtypes = (
        wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD,
        ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int,
        wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID,
    )  # fmt: skip
    _user32.DestroyWindow.argtypes = (wintypes.HWND,)
    _user32.PeekMessageW.argtypes = (
        ctypes.POINTER(wintypes.MSG), wintypes.HWND, wintypes.UINT, wintypes.UINT, wintypes.UINT,
    )  # fmt: skip
    _user32.DispatchMessageW.argtypes = (ctypes.POINTER(wintypes.MSG),)
    _user32.GetRawInputData.argtypes = (
        wintypes.HANDLE, wintypes.UINT, ctypes.c_void_p, ctypes.POINTER(wintypes.UINT), wintypes.UINT,
    )  # fmt: skip
    _user32.GetRawInputData.restype = wintypes.UINT
    _user32.GetRawInputDeviceInfoW.argtypes = (
        wintypes.HANDLE, wintypes.UINT, ctypes.c_void_p, ctypes.POINTER(wintypes.UINT),
    )  # fmt: skip
    _user32.GetRawInputDeviceInfoW.restype = wintypes.UINT
    _user32.GetRawInputDeviceList.restype = wintypes.UINT

    class WindowsRawInput:
        """Implements :class:`~devices.scanner.raw_input_driver.RawInputSource` for the keyboard that is ``wanted``."""

        def __init__(self, device: str, wanted: UsbIdentity) -> None:
            self._device = device
            self._wanted = wanted
            self._window: int | None = None
            self._handles: frozenset[int] = frozenset()

        def open(self) -> None:
            """Find the keyboard and listen. Raises DeviceError NOT_FOUND, NO_DRIVER."""
            self.close()
            self._handles = frozenset(handle for handle in _keyboards() if is_device(_name_of(handle), self._wanted))
            if not self._handles:
                raise DeviceError(DeviceFault.NOT_FOUND, self._device, str(self._wanted))
            # A class of the system: the window needs no procedure of ours, its messages are peeked at.
            self._window = _user32.CreateWindowExW(0, "STATIC", None, 0, 0, 0, 0, 0, _HWND_MESSAGE, None, None, None)
            if not self._window or not _register(_RIDEV_INPUTSINK | _RIDEV_DEVNOTIFY, self._window):
                self.close()
                raise DeviceError(DeviceFault.NO_DRIVER, self._device, f"error {ctypes.get_last_error()}")

        def read(self, timeout: float) -> Sequence[bytes]:
            """The keyboard's structures, waiting for the first. Raises DeviceError REMOVED."""
            _user32.MsgWaitForMultipleObjects(0, None, False, int(timeout * 1000), _QS_ALLINPUT)
            found: list[bytes] = []
            message = wintypes.MSG()
            while _user32.PeekMessageW(ctypes.byref(message), self._window, 0, 0, _PM_REMOVE):
                if message.message == _WM_INPUT_DEVICE_CHANGE and message.wParam == _REMOVAL:
                    self._check_still_there(message.lParam)
                if message.message == _WM_INPUT:
                    found += self._ours(_record(message.lParam))
                _user32.DispatchMessageW(ctypes.byref(message))  # the default procedure frees the input's memory
            return found

        def close(self) -> None:
            """Listen no more. Twice is harmless."""
            window, self._window = self._window, None
            if window:
                _register(_RIDEV_REMOVE, None)
                _user32.DestroyWindow(window)

        def _ours(self, record: bytes) -> list[bytes]:
            key = parse_raw_key(record)
            return [record] if key is not None and key.device in self._handles else []

        def _check_still_there(self, handle: int) -> None:
            if handle in self._handles:
                raise DeviceError(DeviceFault.REMOVED, self._device, "removed")

    def _register(flags: int, window: int | None) -> bool:
        wanted = _RawInputDevice(_GENERIC_DESKTOP, _KEYBOARD, flags, window)
        return bool(_user32.RegisterRawInputDevices(ctypes.byref(wanted), 1, ctypes.sizeof(wanted)))

    def _keyboards() -> list[int]:
        count = wintypes.UINT(0)
        size = ctypes.sizeof(_RawInputDeviceList)
        _user32.GetRawInputDeviceList(None, ctypes.byref(count), size)
        found = (_RawInputDeviceList * count.value)()
        filled = _user32.GetRawInputDeviceList(found, ctypes.byref(count), size)
        if filled == _FAILED:  # one was plugged in between the two calls; the next try to open sees it
            return []
        return [entry.device or 0 for entry in found[:filled] if entry.kind == _RIM_TYPEKEYBOARD]

    def _name_of(handle: int) -> str:
        length = wintypes.UINT(0)
        _user32.GetRawInputDeviceInfoW(handle, _RIDI_DEVICENAME, None, ctypes.byref(length))
        name = ctypes.create_unicode_buffer(length.value + 1)
        got = _user32.GetRawInputDeviceInfoW(handle, _RIDI_DEVICENAME, name, ctypes.byref(length))
        return "" if got == _FAILED else name.value

    def _record(handle: int) -> bytes:
        size = wintypes.UINT(0)
        _user32.GetRawInputData(handle, _RID_INPUT, None, ctypes.byref(size), _HEADER_SIZE)
        record = ctypes.create_string_buffer(size.value)
        got = _user32.GetRawInputData(handle, _RID_INPUT, record, ctypes.byref(size), _HEADER_SIZE)
        return b"" if got == _FAILED else record.raw[:got]
