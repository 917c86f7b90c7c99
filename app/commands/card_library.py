"""``card-library``: runs a vendor's card library for the program itself; a process of its own, not for use by hand."""

import argparse

from devices.id_reader.vendor_child import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("library")
    parser.add_argument("port", type=int)


def run(arguments: argparse.Namespace) -> int:
    """Answer until standard input is closed; it does not come back."""
    serve(arguments.library, arguments.port)
