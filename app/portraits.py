"""Which portrait decoder a terminal uses: one that is installed beside the program, or in the home's plug-ins folder.

Invariants:
- Vendor code runs in a child process, which a packaged program starts from itself.
"""

import sys

from app.paths import Home
from devices.portraits.decoder import CHILD, PortraitDecoder, found_decoder

COMMAND = "decode-portrait"


def portrait_decoder(home: Home) -> PortraitDecoder | None:
    """The decoder for this terminal; None: the screen says that there is none. Imports no vendor code."""
    child = (sys.executable, COMMAND) if getattr(sys, "frozen", False) else CHILD
    return found_decoder([home.plug_ins], child=child)
