"""Chip card readers that hold a SAM_V module and speak its serial protocol ("SDT", GA 450 desktop readers).

frames (bytes to frames) and commands, statuses, text_layout, text_block (frames to meaning) are pure; line (serial),
usb_line, tcp_line, vendor_line (a vendor's library in a helper process) and conversation move bytes; driver decides
what happens next.

Invariants:
- The fingerprint block is never asked for, and the portrait is passed on as captured, never decoded.
- Nothing read from a card shows in a ``repr``, a log line, an exception or a file.
"""
