"""The entry point: ``python -m app COMMAND`` (an installed program: ``yanqi COMMAND``).

Invariants:
- A command's module is imported only when it is asked for, so that the window's first paint waits for nothing else.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from app.commands.output import WRONG_USE, complain

COMMANDS = {
    "run": "opens the counter window",
    "demo": "the main job without a screen, on simulated devices and an embedded province",
    "doctor": "what this PC has and lacks",
    "check-id": "checks document numbers",
    "check-waybill": "recognises waybill numbers",
    "check-photo": "judges inspection photos",
    "decode": "reads the codes in picture files",
    "test-code": "draws the bar code that calibrates a keyboard scanner",
    "read-card": "reads one card from an ID-card reader",
    "record-device": "writes down how a device talks, without anybody's data",
    "decode-portrait": "runs a vendor's portrait decoder (the program calls it for itself)",
    "card-library": "runs a vendor's card library (the program calls it for itself)",
    "read-document": "reads an identity document in a picture file",
    "document-reader": "the process that reads documents for the window; not for use by hand",
    "item": "what the catalogue says of goods",
    "assess": "runs the rules on a parcel described in JSON",
    "sync": "drains the outbox",
    "test-link": "tests the way to the province step by step",
    "renew-enrolment": "enrols this terminal again, with a fresh code of the province",
    "export-bundle": "seals what waits for the province into files on a stick",
    "import-bundle": "brings a sealed file of any terminal to the province",
    "import-receipts": "takes receipts that came on a stick",
    "import-orders": "takes the senders' names of a carrier's orders from a CSV file",
    "move-out": "moves this terminal to another PC: writes it sealed into a folder, and retires it here",
    "move-in": "takes over a terminal that another PC has moved out",
    "queue": "what waits and why, oldest first",
    "reconcile": "whether every message that was made is received, waiting or refused",
    "interruption": "the risk that data do not reach the province; notices and reports",
    "playback": "where the surveillance pictures of a record are, and how often the recorders answered",
    "news": "what the province has told, how old that is, and who has yet to read what",
    "province": "runs the reference province",
    "verify-mark": "checks an inspection mark",
    "retention": "what is held about people, what is purged when, and legal holds",
    "verify-audit": "walks the audit trail, the receipts and the proofs of purges",
    "bench": "the benchmarks, as figures beside their limits",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="yanqi", description="验讫: the courier counter's acceptance client")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    # Only the asked-for command's module is loaded; the others show their one-line help.
    asked = words[0] if words and words[0] in COMMANDS else None
    for name, text in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=text, description=text)
        if name == asked:
            module = importlib.import_module(f"app.commands.{name.replace('-', '_')}")
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        code = arguments.run(arguments)
    except KeyboardInterrupt:
        complain("interrupted")
        return WRONG_USE
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
