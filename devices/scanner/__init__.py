"""Bar code scanners: those that type like a keyboard (``wedge``) and those on a serial line (``serial_driver``).

Invariants:
- ``wedge``, ``framing`` and ``aim`` are pure: bytes or keys and a time in, decisions out.
- Whatever the way in, a scan leaves this package as one clean :class:`devices.ports.ScanEvent`.
"""
