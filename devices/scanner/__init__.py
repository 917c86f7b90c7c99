"""Bar code scanners, by every way in.

Keys of an unknown device (``wedge``), of a known one (``evdev_driver`` on Linux, ``raw_input_driver`` on Windows), a
serial line (``serial_driver``), HID reports (``hid_pos_driver``).

Invariants:
- ``wedge``, ``keymap``, ``keyed_codes``, ``input_events``, ``raw_input``, ``hid_pos``, ``framing``, ``aim``, ``echo``
  are pure: bytes or keys and a time in, decisions out.
- Whatever the way in, a scan leaves this package as one clean :class:`devices.ports.ScanEvent`.
"""
