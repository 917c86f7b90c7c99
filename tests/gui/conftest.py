"""Every GUI test runs offscreen, with the product's theme, and leaves nothing behind."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.qt_hygiene import leaving_nothing_behind
from ui.theme import Theme, apply_theme, theme_for

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _hygiene(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - the application must be there first
    with leaving_nothing_behind():
        yield


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The calm theme, applied."""
    theme = theme_for(qapp, high_contrast=False)
    apply_theme(qapp, theme)
    return theme
