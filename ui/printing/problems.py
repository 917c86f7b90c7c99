"""Why something was not put on paper.

Invariants:
- A printer that is missing is a fact for the clerk, not an exception: the sheet can always be saved as a PDF.
"""

from enum import StrEnum


class PrintProblem(StrEnum):
    """What stood in the way; ``ui.error_text`` has the words."""

    NO_PRINTER = "no_printer"
    """This PC has none."""
    PRINTER_GONE = "printer_gone"
    """The named one is not there."""
    PRINTER_FAILED = "printer_failed"
    """It did not take the pages."""
    NOT_SAVED = "not_saved"
    """The file could not be written."""
