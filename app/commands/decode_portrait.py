"""``decode-portrait``: one portrait block on standard input, its pixels on standard output; a process of its own."""

import argparse

from devices.portraits.child import add_arguments as add_arguments
from devices.portraits.child import decode_and_leave


def run(arguments: argparse.Namespace) -> int:
    """Decode and end the process; it does not come back."""
    decode_and_leave(arguments)
