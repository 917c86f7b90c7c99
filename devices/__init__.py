"""Counter hardware: scanners, ID-card readers, cameras. A leaf library that knows no parcel and no screen.

Invariants:
- Nothing here imports ``app``, ``ui`` or ``sync``.
- Every driver is a pure parser (bytes to events) under a thin transport; parsers are tested without hardware.
- Foreign exceptions (pyserial, OpenCV) never leave this package: they become :class:`devices.errors.DeviceError`.
"""
