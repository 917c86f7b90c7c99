"""What every test needs: no screen, no deadline on a loaded machine."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Build machines are shared: how long an example takes says nothing about the code.
settings.register_profile("yanqi", deadline=None)
settings.load_profile("yanqi")
