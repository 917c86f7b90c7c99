"""``document-reader``: the process that reads documents for the window, which starts it; not for use by hand."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: it is asked through its standard input."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Answer until standard input closes."""
    from devices.documents.child import main

    del arguments
    return main()
