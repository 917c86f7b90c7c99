"""What every test needs: no screen, no deadline on a loaded machine."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.x_display import x_display

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Build machines are shared: how long an example takes says nothing about the code.
settings.register_profile("yanqi", deadline=None)
settings.load_profile("yanqi")


@pytest.fixture
def display() -> Iterator[str]:
    """A fresh X display."""
    with x_display() as name:
        yield name
