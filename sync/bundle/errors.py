"""What goes wrong with a bundle, as a code.

Invariants:
- No error carries a path, a name or anything of the content.
"""

from sync.words import BundleFault


class BundleError(Exception):
    """A bundle was not written, carried or taken; nothing was marked or lost."""

    def __init__(self, fault: BundleFault, detail: str = "") -> None:
        super().__init__(f"{fault.value}" + (f" ({detail})" if detail else ""))
        self.fault = fault
        self.detail = detail
        """Free of personal data: a number of bytes, an error's symbol."""
